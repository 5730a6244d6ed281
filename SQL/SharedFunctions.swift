/// The functions that triggers and relays call, by name.
public enum SharedFunctions {
    /// Each function's name and text.
    public static let all: [(name: String, sql: SQLFile)] = [
        ("add_segment", SQLFile(PackageResources.add_segment_sql)),
        ("cover_partitions", SQLFile(PackageResources.cover_partitions_sql)),
        ("current_key", SQLFile(PackageResources.current_key_sql)),
        ("empty_segment", SQLFile(PackageResources.empty_segment_sql)),
        ("has_plain_shape", SQLFile(PackageResources.has_plain_shape_sql)),
        ("head", SQLFile(PackageResources.head_sql)),
        ("hides_among", SQLFile(PackageResources.hides_among_sql)),
        ("history", SQLFile(PackageResources.history_sql)),
        ("is_named", SQLFile(PackageResources.is_named_sql)),
        ("is_plain", SQLFile(PackageResources.is_plain_sql)),
        ("json_or_string", SQLFile(PackageResources.json_or_string_sql)),
        ("keep_house", SQLFile(PackageResources.keep_house_sql)),
        ("leave_house", SQLFile(PackageResources.leave_house_sql)),
        ("note_branch", SQLFile(PackageResources.note_branch_sql)),
        ("note_segments", SQLFile(PackageResources.note_segments_sql)),
        ("point_segment", SQLFile(PackageResources.point_segment_sql)),
        ("project", SQLFile(PackageResources.project_sql)),
        ("segments", SQLFile(PackageResources.segments_sql)),
        ("takes_truncate", SQLFile(PackageResources.takes_truncate_sql)),
    ]

    /// Those that run with their owner's rights, for a relay to call.
    public static let ofRelay = all.filter { $0.sql.text.contains("\nsecurity definer\n") }.map(\.name)
}
