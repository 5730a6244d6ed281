import Testing

/// One kind of table or of change: what an application does, what is captured of it, and whether that is enough to have
/// the tables again. A row of Documentation/capture-matrix.md.
struct CaptureCase: Sendable, CustomTestStringConvertible {
    /// What is special about it, for people.
    let name: String
    var majors = Majors.all
    /// What stands under `tables:` in the configuration.
    var tables = "public.*: {}"
    /// Makes the tables, before setup.
    var schema = "create table item (id integer primary key, name text)"
    /// Makes the rows that are there to begin with, after setup.
    var given = ""
    /// What the application does, in one session.
    let statements: [String]
    /// What is captured of it, in order, as ``CapturedChange`` writes it.
    let captured: [String]
    var putBack = PutBack.whole
    /// Why it is not so yet.
    var defect: String?

    /// Whether the tables that are rebuilt from the changes equal the source.
    enum PutBack: Sendable {
        /// They do, by the images of their rows.
        case whole
        /// They do not, for this reason: a known limit.
        case lost(String)
    }

    var testDescription: String { name }
}

/// A heading of the page, and what stands under it.
struct CaptureGroup: Sendable {
    let title: String
    let cases: [CaptureCase]
}

/// The major versions of PostgreSQL on which something is so.
struct Majors: Sendable, CustomStringConvertible {
    private let range: ClosedRange<Int>

    /// The ones that are supported.
    private static let supported = 14...18

    static let all = Majors(range: supported)

    static func from(_ first: Int) -> Majors { Majors(range: first...supported.upperBound) }
    static func through(_ last: Int) -> Majors { Majors(range: supported.lowerBound...last) }

    func contains(_ major: Int) -> Bool { range.contains(major) }

    var description: String {
        switch (range.lowerBound, range.upperBound) {
        case (Self.supported.lowerBound, Self.supported.upperBound): "all"
        case (let first, Self.supported.upperBound): "from \(first)"
        case (_, let last): "through \(last)"
        }
    }
}
