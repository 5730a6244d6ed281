/// The templates of the triggers and their functions. Each file says what it takes.
public enum CaptureTemplates {
    /// Makes sure that no hidden column has one of these names: `relation`, `numbers`, `names`.
    public static let checkHiddenNames = SQLFile(PackageResources.check_hidden_names_sql)
    /// Plans a condition, to see whether it can be.
    public static let checkCondition = SQLFile(PackageResources.check_condition_sql)
    /// Leaves out images that are too large.
    public static let checkSize = SQLFile(PackageResources.check_size_sql)
    /// The expression for the application's context.
    public static let context = SQLFile(PackageResources.capture_context_sql)
    /// The body of the truncate function where truncating is denied.
    public static let denyTruncate = SQLFile(PackageResources.deny_truncate_sql)
    /// The body of the truncate function of a partitioned table where truncating is denied.
    public static let denyPartitionedTruncate = SQLFile(PackageResources.deny_truncate_partitioned_sql)
    /// Removes a shared function, to be made again.
    public static let dropAlteredFunction = SQLFile(PackageResources.drop_altered_function_sql)
    /// Removes a function, with the triggers that run it.
    public static let dropFunction = SQLFile(PackageResources.drop_function_sql)
    /// Removes a trigger.
    public static let dropTrigger = SQLFile(PackageResources.drop_trigger_sql)
    /// Forgets an old key that is no other than the new one.
    public static let dropEqualKey = SQLFile(PackageResources.drop_equal_key_sql)
    /// Makes a trigger fire for everybody's writes.
    public static let enableAlways = SQLFile(PackageResources.enable_always_sql)
    /// Makes a function from its body.
    public static let function = SQLFile(PackageResources.capture_function_sql)
    /// Leaves out changes for which a condition is not true.
    public static let guardCondition = SQLFile(PackageResources.guard_condition_sql)
    /// Keeps writers from a table until the transaction ends: `relation`, and its `name` as a literal.
    public static let lockWriters = SQLFile(PackageResources.lock_writers_sql)
    /// The expression for the origin.
    public static let origin = SQLFile(PackageResources.capture_origin_sql)
    /// Goes through the rows of an update.
    public static let pairRows = SQLFile(PackageResources.pair_rows_sql)
    /// A truncate trigger of a part of a partitioned table.
    public static let partTruncateTrigger = SQLFile(PackageResources.trigger_truncate_part_sql)
    /// Computes what a change seldom has.
    public static let particulars = SQLFile(PackageResources.particulars_sql)
    /// The body of the truncate function of a partitioned table.
    public static let partitionedTruncate = SQLFile(PackageResources.capture_truncate_partitioned_sql)
    /// Computes a key, whatever has become of its columns.
    public static let rescueKey = SQLFile(PackageResources.rescue_key_sql)
    /// Projects a row whose JSON cannot be taken apart.
    public static let rescueKnownColumns = SQLFile(PackageResources.rescue_known_columns_sql)
    /// Does without an image.
    public static let rescueNothing = SQLFile(PackageResources.rescue_nothing_sql)
    /// Computes an image, whatever is in the row.
    public static let rescueRow = SQLFile(PackageResources.rescue_row_sql)
    /// The lines of a head before the key.
    public static let headBeginning = SQLFile(PackageResources.head_beginning_sql)
    /// The lines of a head behind the key.
    public static let headEnd = SQLFile(PackageResources.head_end_sql)
    /// Runs a block that is not kept.
    public static let runBlock = SQLFile(PackageResources.run_block_sql)
    /// Lets a role run a function.
    public static let grantFunction = SQLFile(PackageResources.grant_function_sql)
    /// Takes the right to run a function away.
    public static let revokeFunction = SQLFile(PackageResources.revoke_function_sql)
    /// The body of a function for each row.
    public static let rowFunction = SQLFile(PackageResources.row_function_sql)
    /// Stores the change of a row on which nothing can fail.
    public static let shortWay = SQLFile(PackageResources.short_way_sql)
    /// The body of a function for each statement.
    public static let statementFunction = SQLFile(PackageResources.statement_function_sql)
    /// Stores what a statement has deleted.
    public static let storeDelete = SQLFile(PackageResources.store_delete_sql)
    /// Stores what a statement has inserted.
    public static let storeInsert = SQLFile(PackageResources.store_insert_sql)
    /// Stores an insert that has nothing out of the ordinary.
    public static let storePlainInsert = SQLFile(PackageResources.store_plain_insert_sql)
    /// Stores an update that has nothing out of the ordinary, where it has left the key as it was.
    public static let storePlainUpdate = SQLFile(PackageResources.store_plain_update_sql)
    /// Stores the change of one row.
    public static let storeRow = SQLFile(PackageResources.store_row_sql)
    /// Stores what a statement has updated.
    public static let storeUpdate = SQLFile(PackageResources.store_update_sql)
    /// Types whose text depends on the session.
    public static let textTraits = SQLFile(PackageResources.text_traits_sql)
    /// The rows of a transition table as values, numbered.
    public static let transitionImages = SQLFile(PackageResources.transition_images_sql)
    /// The rows of a transition table, numbered.
    public static let transitionRows = SQLFile(PackageResources.transition_rows_sql)
    /// Makes a trigger.
    public static let trigger = SQLFile(PackageResources.trigger_sql)
    /// The body of the truncate function.
    public static let truncate = SQLFile(PackageResources.capture_truncate_sql)
    /// Leaves out updates that change nothing.
    public static let unlessChanged = SQLFile(PackageResources.unless_changed_sql)
}
