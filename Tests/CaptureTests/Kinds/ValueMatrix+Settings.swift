extension ValueMatrix {
    /// Settings with which events are spelled another way, and nothing is lost.
    static let harmlessSettings = [
        "set timezone = 'Asia/Kolkata'",
        "set timezone = 'America/St_Johns'",
        "set intervalstyle = 'postgres_verbose'",
        "set intervalstyle = 'iso_8601'",
        "set extra_float_digits = 3",
        "set bytea_output = 'escape'",
        "set xmlbinary = 'hex'; set xmloption = 'document'",
        "set quote_all_identifiers = on; set array_nulls = off; set standard_conforming_strings = off",
    ]

    /// Settings with which values would be lost, were they not pinned where a table has such a column: the bounds of
    /// ranges, floating-point numbers and intervals are spelled as the session wants them.
    static let settings = [
        ValueGroup(
            title: "`extra_float_digits = 0`", settings: "set extra_float_digits = 0",
            values: [
                ValueCase("float8", "0.1::float8 + 0.2", "0.30000000000000004"),
                ValueCase("float8", "1.7976931348623157e308", "1.7976931348623157e+308"),
                ValueCase("real", "3.4028235e38", "3.4028235e+38"),
                ValueCase("float8[]", "array[0.1::float8 + 0.2]", "[0.30000000000000004]"),
                ValueCase("point", "point(0.1::float8 + 0.2, 0)", #""(0.30000000000000004,0)""#),
            ]),
        ValueGroup(
            title: "`extra_float_digits = -15`", settings: "set extra_float_digits = -15",
            values: [
                ValueCase("float8", "1.25", "1.25"), ValueCase("numeric", "1.25", "1.25"),
            ]),
        ValueGroup(
            title: "`DateStyle = 'SQL, DMY'`", settings: "set datestyle = 'SQL, DMY'",
            values: [
                ValueCase("date", "date '2024-02-03'", #""2024-02-03""#),
                ValueCase("timestamp[]", "array[timestamp '2024-02-03 04:05:06']", #"["2024-02-03T04:05:06"]"#),
                ValueCase(
                    "daterange", "daterange('2024-02-03', '2024-04-03')", #""[2024-02-03,2024-04-03)""#),
                ValueCase(
                    "tsrange", "tsrange('2024-02-03', null)", #""[\"2024-02-03 00:00:00\",)""#),
                ValueCase(
                    "datemultirange", "datemultirange(daterange('2024-02-03', '2024-04-03'))",
                    #""{[2024-02-03,2024-04-03)}""#),
            ]),
        ValueGroup(
            title: "`DateStyle = 'Postgres'`, `TimeZone = 'Asia/Kolkata'`",
            settings: "set datestyle = 'Postgres'; set timezone = 'Asia/Kolkata'",
            values: [
                ValueCase("timestamptz", "'2024-02-03 04:05:06+00'", #""2024-02-03T09:35:06+05:30""#),
                ValueCase(
                    "tstzrange", "tstzrange('2024-02-03 04:05:06+00', null)",
                    #""[\"2024-02-03 09:35:06+05:30\",)""#),
            ]),
        ValueGroup(
            title: "`IntervalStyle = 'sql_standard'`", settings: "set intervalstyle = 'sql_standard'",
            values: [
                ValueCase("interval", "'1 day 02:03:04'", #""1 day 02:03:04""#),
                ValueCase(
                    "interval", "'-1 day -02:03:04'", #""-1 days -02:03:04""#),
            ]),
        ValueGroup(
            title: "`search_path`", preparation: "create schema far; create table far.place ()",
            settings: "set search_path = far, public",
            values: [
                ValueCase("regclass", "'far.place'", #""far.place""#)
            ]),
    ]
}
