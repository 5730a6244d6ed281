import Foundation

/// Documentation/capture-matrix.md, made of what the tests check.
enum MatrixPage {
    static let file = URL(fileURLWithPath: #filePath)
        .appendingPathComponent("../../../../Documentation/capture-matrix.md").standardizedFileURL

    static var text: String {
        let cases = CaptureMatrix.groups.map { section("## \($0.title)", caseColumns, $0.cases.map(row)) }
        let types = ValueMatrix.types.map { section("### \($0.title)", valueColumns, $0.values.map(row)) }
        let settings = ValueMatrix.settings.map { section("### \($0.title)", valueColumns, $0.values.map(row)) }
        return ([head] + cases + [typesHead] + types + [settingsHead] + settings).joined(separator: "\n\n") + "\n"
    }

    private static let head = """
        # What is captured

        Every row of this page is a test, which runs on the oldest and on the newest PostgreSQL that is supported and writes
        this page (`TAILRACE_WRITE_MATRIX=1 Scripts/test KindsTests`).

        **Captured** is what the outbox holds after the statements, in order: the operation, the key, the old key where an
        update changed it, the partition where there is one. `×2` means twice in a row.

        **Put back** says whether the table can be rebuilt from its events alone so that every row has the source's very
        bytes (`*=`, to which 1.0 and 1.00 differ), and whether no change came before the one that it follows. Where it says
        *no*, that is a known limit, and the test fails on the day that it is gone.

        The column PostgreSQL says on which major versions a row holds.
        """

    private static let typesHead = """
        ## Types

        A value is inserted, taken from the event's `after` with `json_populate_record`, in a session with default settings,
        and compared with the source byte by byte. That holds as well for writers with \
        \(ValueMatrix.harmlessSettings.flatMap { $0.split(separator: ";") }
            .map { code(String($0.trimmingCharacters(in: .whitespaces).dropFirst("set ".count))) }.joined(separator: ", ")), \
        with which some events are spelled another way.

        `by …` stands where `json_populate_record` refuses the value or changes it, and the event still has it all: `image` is
        the row, `raw` the value as it stands in it. In a file, line breaks between the tokens of a `json` value become
        blanks.
        """

    private static let settingsHead = """
        ## Settings of the writing session that would lose something

        Texts in JSON are spelled as the session wants them. With these settings some values could not be read back, or
        would be read as others: so the triggers' functions pin them where a table has such a column.
        """

    private static let caseColumns = ["case", "statements", "captured", "put back", "PostgreSQL"]
    private static let valueColumns = ["type", "value", "in the event", "put back", "PostgreSQL"]

    private static func row(_ kind: CaptureCase) -> [String] {
        [
            cell(kind.name), kind.statements.map(code).joined(separator: "<br>"),
            kind.captured.isEmpty ? "nothing" : kind.captured.map(code).joined(separator: "<br>"),
            putBack(kind), kind.majors.description,
        ]
    }

    private static func putBack(_ kind: CaptureCase) -> String {
        if let defect = kind.defect { return "not yet: " + cell(defect) }
        return switch kind.putBack {
        case .whole: "yes"
        case .lost(let reason): "**no**: " + cell(reason)
        }
    }

    private static func row(_ value: ValueCase) -> [String] {
        let putBack =
            switch value.putBack {
            case .populate: "yes"
            case .populateInPostgres(let trouble): "by PostgreSQL: " + cell(trouble)
            case .by(let expression): "by " + code(expression)
            case .lost(let reason): "**no**: " + cell(reason)
            }
        return [code(value.type), code(value.expression), code(value.event), putBack, value.majors.description]
    }

    private static func section(_ title: String, _ columns: [String], _ rows: [[String]]) -> String {
        let lines = [columns, columns.map { _ in "---" }] + rows
        return title + "\n\n" + lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
    }

    /// Text in a table: a bar would end the cell.
    private static func cell(_ text: String) -> String {
        text.replacing("|", with: "\\|")
    }

    /// Code in a table, on one line and with nothing that cannot be seen.
    private static func code(_ text: String) -> String {
        let visible = text.unicodeScalars.map { scalar -> String in
            switch scalar.properties.generalCategory {
            case .control where scalar == "\n": " "
            case .control, .format, .lineSeparator, .paragraphSeparator: "‹U+\(hexadecimal(scalar.value))›"
            default: String(scalar)
            }
        }
        let line = visible.joined().split(separator: " ").joined(separator: " ")
        let fence = String(repeating: "`", count: line.contains("`") ? 2 : 1)
        return fence + cell(line) + fence
    }

    private static func hexadecimal(_ number: UInt32) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
