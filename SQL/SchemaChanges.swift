/// What follows the application's schema changes from inside the database.
public enum SchemaChanges {
    /// Each function's name and text.
    public static let functions: [(name: String, sql: SQLFile)] = [
        ("capture_table", SQLFile(PackageResources.capture_table_sql)),
        ("follow_ddl", SQLFile(PackageResources.follow_ddl_sql)),
        ("follow_drop", SQLFile(PackageResources.follow_drop_sql)),
        ("json_name", SQLFile(PackageResources.json_name_sql)),
        ("head_start", SQLFile(PackageResources.head_start_sql)),
        ("key_expression", SQLFile(PackageResources.key_expression_sql)),
        ("libpq_literal", SQLFile(PackageResources.libpq_literal_sql)),
        ("plain_head", SQLFile(PackageResources.plain_head_sql)),
        (
            "pinned_settings",
            SQLFile(PackageResources.pinned_settings_sql, with: ["text_traits": CaptureTemplates.textTraits])
        ),
        ("same_key", SQLFile(PackageResources.same_key_sql)),
        ("table_description", SQLFile(PackageResources.table_description_sql)),
        ("template_text", SQLFile(PackageResources.template_text_sql)),
        ("text_array", SQLFile(PackageResources.text_array_sql)),
        ("write_down", SQLFile(PackageResources.write_down_sql)),
    ]
    /// Makes the event trigger for commands that make or change.
    public static let ddlTrigger = SQLFile(PackageResources.event_trigger_ddl_sql)
    /// Makes the event trigger for commands that drop.
    public static let dropTrigger = SQLFile(PackageResources.event_trigger_drop_sql)
    /// Removes an event trigger.
    public static let removeTrigger = SQLFile(PackageResources.drop_event_trigger_sql)
    /// Removes a function, with the event trigger that runs it.
    public static let removeFunction = SQLFile(PackageResources.drop_schema_change_function_sql)
    /// Stores how tables are captured.
    public static let storeTemplate = SQLFile(PackageResources.store_template_sql)
    /// Removes a template.
    public static let dropTemplate = SQLFile(PackageResources.drop_template_sql)
}
