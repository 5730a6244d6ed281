/// A type as a result names it: by the number that every PostgreSQL server gives it.
struct PostgresType: Equatable {
    let oid: UInt32

    static let bool = PostgresType(oid: 16)
    static let char = PostgresType(oid: 18)
    static let name = PostgresType(oid: 19)
    static let int8 = PostgresType(oid: 20)
    static let int2 = PostgresType(oid: 21)
    static let int4 = PostgresType(oid: 23)
    static let text = PostgresType(oid: 25)
    static let oid = PostgresType(oid: 26)
    static let json = PostgresType(oid: 114)
    static let xml = PostgresType(oid: 142)
    static let float4 = PostgresType(oid: 700)
    static let float8 = PostgresType(oid: 701)
    static let unknown = PostgresType(oid: 705)
    static let bpchar = PostgresType(oid: 1042)
    static let varchar = PostgresType(oid: 1043)
    static let timestamp = PostgresType(oid: 1114)
    static let timestamptz = PostgresType(oid: 1184)
    static let jsonb = PostgresType(oid: 3802)
    static let xid8 = PostgresType(oid: 5069)

    /// Types made by users have higher numbers than any that the server brings.
    private static let firstUserOID: UInt32 = 16384

    /// Whether the binary form is the text itself. Of the users' types only enums and citext come up here; they are.
    var isText: Bool {
        switch self {
        case .text, .varchar, .bpchar, .name, .json, .xml, .char, .unknown: true
        default: oid >= Self.firstUserOID
        }
    }
}
