extension ValueMatrix {
    static let numbers = ValueGroup(
        title: "Numbers",
        values: [
            ValueCase("boolean", "true", "true"),
            ValueCase("boolean", "null", "null"),
            ValueCase("smallint", "-32768", "-32768"),
            ValueCase("integer", "2147483647", "2147483647"),
            ValueCase("bigint", "-9223372036854775808", "-9223372036854775808"),
            ValueCase("bigint", "9223372036854775807", "9223372036854775807"),
            ValueCase("numeric", "'NaN'", #""NaN""#),
            ValueCase("numeric", "'Infinity'", #""Infinity""#),
            ValueCase("numeric", "'-Infinity'", #""-Infinity""#),
            ValueCase(
                "numeric", "repeat('9',1000)::numeric",
                "99999999999999999999999999999999999999999999999999… (1000 bytes)"),
            ValueCase(
                "numeric", "(repeat('1',500)||'.'||repeat('3',500))::numeric",
                "11111111111111111111111111111111111111111111111111… (1001 bytes)"),
            ValueCase("numeric", "1.10", "1.10"),
            ValueCase("numeric", "0.000", "0.000"),
            ValueCase("numeric(10,2)", "-0.10", "-0.10"),
            ValueCase("real", "'NaN'", #""NaN""#),
            ValueCase("real", "'-Infinity'", #""-Infinity""#),
            ValueCase("real", "'-0'", "-0"),
            ValueCase("real", "3.4028235e38", "3.4028235e+38"),
            ValueCase("real", "1.1754944e-38", "1.1754944e-38"),
            ValueCase("real", "1e-45", "1e-45"),
            ValueCase("real", "0.1", "0.1"),
            ValueCase("float8", "'NaN'", #""NaN""#),
            ValueCase("float8", "'Infinity'", #""Infinity""#),
            ValueCase("float8", "'-0'", "-0"),
            ValueCase("float8", "1.7976931348623157e308", "1.7976931348623157e+308"),
            ValueCase("float8", "2.2250738585072014e-308", "2.2250738585072014e-308"),
            ValueCase("float8", "4.94065645841246544e-324", "5e-324"),
            ValueCase("float8", "0.1::float8+0.2", "0.30000000000000004"),
            ValueCase("float8", "1e15", "1e+15"),
            ValueCase("money", "'-12.34'", #""-$12.34""#),
            ValueCase("money", "92233720368547758.07", #""$92,233,720,368,547,758.07""#),
        ])

    static let texts = ValueGroup(
        title: "Texts and bytes",
        values: [
            ValueCase("text", "''", #""""#),
            ValueCase("text", #"e'\x01\x02\x08\t\n\r\x1f\x7f'"#, #""\u0001\u0002\b\t\n\r\u001f\#u{7f}""#),
            ValueCase("text", #"'"quotes" ''single'' \back\slash /'"#, #""\"quotes\" 'single' \\back\\slash /""#),
            ValueCase("text", #"U&'\2028\2029\+01F600\00e9\feff\fffd'"#, #""\#u{2028}\#u{2029}😀é\#u{feff}\#u{fffd}""#),
            ValueCase(
                "text", "repeat('x',3000000)", #""xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx… (3000002 bytes)"#),
            ValueCase("text", #"'\u0041'"#, #""\\u0041""#),
            ValueCase("varchar(20)", "'  spaced  '", #""  spaced  ""#),
            ValueCase("char(10)", "'padded'", #""padded    ""#),
            ValueCase("name", #"'Name "q"'"#, #""Name \"q\"""#),
            ValueCase(#""char""#, "'a'", #""a""#),
            ValueCase(#""char""#, "''", #""""#),
            ValueCase(#""char""#, #"'"'"#, #""\"""#),
            ValueCase(#""char""#, #"'\'"#, #""\\""#),
            ValueCase(#""char""#, #"(-1)::"char""#, #""\\377""#, .populate, .from(15)),
            ValueCase(
                #""char""#, #"(-1)::"char""#, #""\#u{fffd}""#,
                .populateInPostgres("the byte as it is, which is no UTF-8: JSON readers refuse it"), .through(14)),
            ValueCase(#""char""#, #"(-128)::"char""#, #""\\200""#, .populate, .from(15)),
            ValueCase("bytea", #"'\x'"#, #""\\x""#),
            ValueCase("bytea", #"'\x00ff5c27'"#, #""\\x00ff5c27""#),
            ValueCase(
                "bytea", "decode(repeat('00ff',100000),'hex')",
                #""\\x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00… (400005 bytes)"#),
            ValueCase("uuid", "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'", #""a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11""#),
            ValueCase("bit(5)", "b'10101'", #""10101""#),
            ValueCase("varbit", "b''", #""""#),
            ValueCase("varbit", "b'0001'", #""0001""#),
            ValueCase("tsvector", "'''a b'':1A cat:2,3B'", #""'a b':1A 'cat':2,3B""#),
            ValueCase("tsquery", "'a & !b:*'", #""'a' & !'b':*""#),
            ValueCase(
                "xml", #"'<?xml version="1.0" encoding="UTF-8"?><a b="c">&amp;x</a>'"#, #""<a b=\"c\">&amp;x</a>""#,
                .lost("the declaration is left out by the type itself")),
            ValueCase("xml", "'<a>text</a>'", #""<a>text</a>""#),
            ValueCase("xml", "'plain <b/> content'", #""plain <b/> content""#),
        ])

    static let times = ValueGroup(
        title: "Dates and times",
        values: [
            ValueCase("date", "'infinity'", #""infinity""#),
            ValueCase("date", "'-infinity'", #""-infinity""#),
            ValueCase("date", "'0044-03-15 BC'", #""0044-03-15 BC""#),
            ValueCase("date", "'4713-01-01 BC'", #""4713-01-01 BC""#),
            ValueCase("date", "'5874897-12-31'", #""5874897-12-31""#),
            ValueCase("date", "'2024-02-03'", #""2024-02-03""#),
            ValueCase("time", "'24:00:00'", #""24:00:00""#),
            ValueCase("time", "'01:02:03.000001'", #""01:02:03.000001""#),
            ValueCase("timetz", "'01:02:03.5+15:59:59'", #""01:02:03.5+15:59:59""#),
            ValueCase("timetz", "'24:00:00-15:59'", #""24:00:00-15:59""#),
            ValueCase("timestamp", "'infinity'", #""infinity""#),
            ValueCase("timestamp", "'-infinity'", #""-infinity""#),
            ValueCase("timestamp", "'4713-01-01 00:00:00 BC'", #""4713-01-01T00:00:00 BC""#),
            ValueCase("timestamp", "'294276-12-31 23:59:59.999999'", #""294276-12-31T23:59:59.999999""#),
            ValueCase("timestamp", "'2024-02-03 04:05:06.000001'", #""2024-02-03T04:05:06.000001""#),
            ValueCase("timestamptz", "'infinity'", #""infinity""#),
            ValueCase("timestamptz", "'-infinity'", #""-infinity""#),
            ValueCase("timestamptz", "'4713-11-24 00:00:00+00 BC'", #""4713-11-24T00:00:00+00:00 BC""#),
            ValueCase("timestamptz", "'294276-12-31 23:59:59.999999+00'", #""294276-12-31T23:59:59.999999+00:00""#),
            ValueCase("timestamptz", "'2024-02-03 04:05:06.000001+00'", #""2024-02-03T04:05:06.000001+00:00""#),
            ValueCase("timestamptz", "'1890-01-01 00:00:00+00'", #""1890-01-01T00:00:00+00:00""#),
            ValueCase("timestamptz", "'2024-10-27 00:30:00+00'", #""2024-10-27T00:30:00+00:00""#),
            ValueCase("timestamptz", "'2024-10-27 01:30:00+00'", #""2024-10-27T01:30:00+00:00""#),
            ValueCase("interval", "'1 year -2 days 03:04:05.000001'", #""1 year -2 days +03:04:05.000001""#),
            ValueCase("interval", "'-1 day -02:03:04'", #""-1 days -02:03:04""#),
            ValueCase("interval", "'-1 year -2 mons +3 days -04:05:06'", #""-1 years -2 mons +3 days -04:05:06""#),
            ValueCase("interval", "'-1 day'", #""-1 days""#),
            ValueCase("interval", "'0'", #""00:00:00""#),
            ValueCase("interval", "'178000000 years'", #""178000000 years""#),
            ValueCase("interval", "'-00:00:00.000001'", #""-00:00:00.000001""#),
            ValueCase("interval", "'1 mon -1 day'", #""1 mon -1 days""#),
            ValueCase("interval", "'-infinity'", #""-infinity""#, .populate, .from(17)),
        ])

    static let json = ValueGroup(
        title: "JSON",
        values: [
            ValueCase("json", #"'{"b":1,  "a":[1.10,2e5], "b":2}'"#, #"{"b":1,  "a":[1.10,2e5], "b":2}"#),
            ValueCase("json", "'null'", "null", .lost("JSON's null is not to be told from SQL's")),
            ValueCase("json", #"'"text"'"#, #""text""#),
            ValueCase("json", #"'"\u0041\/"'"#, #""\u0041\/""#, .by("raw::json")),
            ValueCase("json", #"'{"z":"\u0041\/"}'"#, #"{"z":"\u0041\/"}"#),
            ValueCase("json", #"'{"z":"\u0000"}'"#, #"{"z":"\u0000"}"#, .by("raw::json")),
            ValueCase("json", #"'"\u0000"'"#, #""\u0000""#, .by("raw::json")),
            ValueCase("json", #"'{"z":"\ud800"}'"#, #"{"z":"\ud800"}"#, .by("raw::json")),
            ValueCase("json", "'  [1 , 2]  '", "  [1 , 2]  ", .by("raw::json")),
            ValueCase("json", "'1.50'", "1.50"),
            ValueCase("json", "'true'", "true"),
            ValueCase("jsonb", #"'{"b":1.10,"a":[null]}'"#, #"{"a": [null], "b": 1.10}"#),
            ValueCase("jsonb", "'null'", "null", .lost("JSON's null is not to be told from SQL's")),
            ValueCase("jsonb", #"'"text"'"#, #""text""#),
            ValueCase("jsonb", "'1.50'", "1.50"),
            ValueCase("jsonpath", #"'$."a"[*] ? (@ > 1)'"#, #""$.\"a\"[*]?(@ > 1)""#),
        ])

    static let arrays = ValueGroup(
        title: "Arrays",
        values: [
            ValueCase("int[]", "'{}'", "[]"),
            ValueCase("int[]", "'{1,null,3}'", "[1,null,3]"),
            ValueCase("int[]", "'{{1,2},{3,null}}'", "[[1,2],[3,null]]"),
            ValueCase("int[]", "'[0:2]={1,2,3}'", "[1,2,3]", .lost("indices that do not begin at 1 are lost")),
            ValueCase(
                "int[]", "'[-1:0][2:3]={{1,2},{3,4}}'", "[[1,2],[3,4]]",
                .lost("indices that do not begin at 1 are lost")),
            ValueCase("text[]", #"array['a"b','NULL',null,'','\','{x,y}']"#, #"["a\"b","NULL",null,"","\\","{x,y}"]"#),
            ValueCase("float8[]", "array['NaN'::float8,-0.0::float8,0.1]", #"["NaN",-0,0.1]"#),
            ValueCase("bytea[]", #"array['\x00ff'::bytea]"#, #"["\\x00ff"]"#),
            ValueCase(
                "json[]", #"array['null'::json,null,'{"a":1}'::json]"#, #"[null,null,{"a":1}]"#,
                .lost("JSON's null is not to be told from SQL's")),
            ValueCase(
                "jsonb[]", "array['null'::jsonb,null]", "[null,null]", .lost("JSON's null is not to be told from SQL's")
            ),
            ValueCase(
                "timestamptz[]", "array['2024-02-03 04:05:06+00'::timestamptz,'infinity']",
                #"["2024-02-03T04:05:06+00:00","infinity"]"#),
            ValueCase("date[]", "array['2024-02-03'::date]", #"["2024-02-03"]"#),
            ValueCase("interval[]", "array['-1 day -02:03:04'::interval]", #"["-1 days -02:03:04"]"#),
            ValueCase("numeric[]", "array['NaN'::numeric,1.10]", #"["NaN",1.10]"#),
        ])

    static let ranges = ValueGroup(
        title: "Ranges",
        values: [
            ValueCase("int4range", "'empty'", #""empty""#),
            ValueCase("int4range", "'[1,5)'", #""[1,5)""#),
            ValueCase("int8range", "'(,)'", #""(,)""#),
            ValueCase("numrange", "'[1.10,2.20]'", #""[1.10,2.20]""#),
            ValueCase("daterange", "'[2024-02-03,2024-03-02)'", #""[2024-02-03,2024-03-02)""#),
            ValueCase("daterange", "'[infinity,)'", #""[infinity,)""#),
            ValueCase("tsrange", #"'["2024-02-03 04:05:06",)'"#, #""[\"2024-02-03 04:05:06\",)""#),
            ValueCase(
                "tstzrange", #"'["2024-02-03 04:05:06+00","2024-07-03 04:05:06+00"]'"#,
                #""[\"2024-02-03 04:05:06+00\",\"2024-07-03 04:05:06+00\"]""#),
            ValueCase("int4multirange", "'{[1,3),[5,7)}'", #""{[1,3),[5,7)}""#),
            ValueCase("datemultirange", "'{[2024-02-03,2024-03-02)}'", #""{[2024-02-03,2024-03-02)}""#),
            ValueCase(
                "tstzmultirange", #"'{["2024-02-03 04:05:06+00","2024-07-03 04:05:06+00")}'"#,
                #""{[\"2024-02-03 04:05:06+00\",\"2024-07-03 04:05:06+00\")}""#),
            ValueCase("nummultirange", "'{}'", #""{}""#),
        ])

    static let madeTypes = ValueGroup(
        title: "Enums, domains and composites",
        preparation: """
            create type mood as enum ('ok', 'so "so"'); create domain posint as integer check (value > 0);
            create domain texts as text[]; create domain dj as json;
            create type comp as (amount numeric, name text, list integer[]);
            create type nested as (c comp, i interval, f float8, d date);
            create domain dcomp as comp check ((value).amount > 0); create type intvr as range (subtype = float8)
            """,
        values: [
            ValueCase("mood", #"'so "so"'"#, #""so \"so\"""#),
            ValueCase("posint", "5", "5"),
            ValueCase("texts", "array['a',null]", #"["a",null]"#),
            ValueCase("dj", #"'{"a":  1}'"#, #"{"a":  1}"#),
            ValueCase(
                "comp", #"row(1.10,'x"y,',array[1,null]::int[])::comp"#,
                #"{"amount":1.10,"name":"x\"y,","list":[1,null]}"#),
            ValueCase("comp", "row(null,null,null)::comp", #"{"amount":null,"name":null,"list":null}"#),
            ValueCase("comp", "null", "null"),
            ValueCase(
                "comp[]", "array[row(1.10,'x','[0:1]={7,8}'::int[])::comp,null]",
                #"[{"amount":1.10,"name":"x","list":[7,8]},null]"#, .lost("indices that do not begin at 1 are lost")),
            ValueCase(
                "nested", "row(row(1,null,null)::comp,'-1 day -02:03:04',0.1::float8,'2024-02-03')::nested",
                #"{"c":{"amount":1,"name":null,"list":null},"i":"-1 … (91 bytes)"#),
            ValueCase("dcomp", "row(1,'a',null)::comp", #"{"amount":1,"name":"a","list":null}"#),
            ValueCase("intvr", "'[0.1,0.30000000000000004]'", #""[0.1,0.30000000000000004]""#),
        ])

    static let geometry = ValueGroup(
        title: "Geometry and networks",
        values: [
            ValueCase("inet", "'192.168.1.5/24'", #""192.168.1.5/24""#),
            ValueCase("inet", "'::ffff:1.2.3.4/128'", #""::ffff:1.2.3.4""#),
            ValueCase("cidr", "'10.0.0.0/8'", #""10.0.0.0/8""#),
            ValueCase("macaddr", "'08:00:2b:01:02:03'", #""08:00:2b:01:02:03""#),
            ValueCase("macaddr8", "'08:00:2b:01:02:03:04:05'", #""08:00:2b:01:02:03:04:05""#),
            ValueCase("point", "'(0.1,-0)'", #""(0.1,-0)""#),
            ValueCase("point", "'(NaN,Infinity)'", #""(NaN,Infinity)""#),
            ValueCase("line", "'{0.1,0.2,0.3}'", #""{0.1,0.2,0.3}""#),
            ValueCase("lseg", "'[(0.1,0.2),(0.3,0.7)]'", #""[(0.1,0.2),(0.3,0.7)]""#),
            ValueCase("box", "'((0.1,0.2),(0.3,0.7))'", #""(0.3,0.7),(0.1,0.2)""#),
            ValueCase("path", "'[(0.1,0.2),(0.3,0.7)]'", #""[(0.1,0.2),(0.3,0.7)]""#),
            ValueCase("path", "'((0.1,0.2),(0.3,0.7))'", #""((0.1,0.2),(0.3,0.7))""#),
            ValueCase("polygon", "'((0.1,0.2),(0.3,0.7),(1,1))'", #""((0.1,0.2),(0.3,0.7),(1,1))""#),
            ValueCase("circle", "'<(0.1,0.2),0.3>'", #""<(0.1,0.2),0.3>""#),
        ])

    static let systemTypes = ValueGroup(
        title: "System types",
        preparation: """
            create schema sx; create table sx.here ()
            """,
        values: [
            ValueCase("oid", "4294967295", #""4294967295""#),
            ValueCase("regclass", "'pg_class'", #""pg_class""#),
            ValueCase("regclass", "'sx.here'", #""sx.here""#),
            ValueCase("regtype", "'timestamptz'", #""timestamp with time zone""#),
            ValueCase("regproc", "'now'", #""now""#),
            ValueCase("regrole", "'postgres'", #""postgres""#),
            ValueCase("regnamespace", "'public'", #""public""#),
            ValueCase("xid", "'4294967295'", #""4294967295""#),
            ValueCase("xid8", "'18446744073709551615'", #""18446744073709551615""#),
            ValueCase("pg_lsn", "'FF/FF'", #""FF/FF""#),
            ValueCase("pg_snapshot", "'10:20:10,14'", #""10:20:10,14""#),
            ValueCase("tid", "'(1,2)'", #""(1,2)""#),
        ])

    static let extensions = ValueGroup(
        title: "Extensions",
        preparation: """
            create extension hstore; create extension citext
            """,
        values: [
            ValueCase(
                "hstore", #"'"a"=>"1", "b c"=>NULL, "q"=>"x\"y"'"#, #"{"a": "1", "q": "x\"y", "b c": null}"#,
                .by(
                    "(select coalesce(hstore(array_agg(key), array_agg(value)), '') from json_each_text(image -> 'value'))"
                )),
            ValueCase(
                "hstore", "''", "{}",
                .by(
                    "(select coalesce(hstore(array_agg(key), array_agg(value)), '') from json_each_text(image -> 'value'))"
                )),
            ValueCase(
                "hstore[]", "array['a=>1'::hstore]", #"[{"a": "1"}]"#,
                .by(
                    "array(select (select hstore(array_agg(key), array_agg(value)) from json_each_text(element)) from json_array_elements(image -> 'value') as element)"
                )),
            ValueCase("citext", "'MiXed'", #""MiXed""#),
        ])
}
