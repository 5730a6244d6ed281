import PostgresClient
import TailraceCore
import TailraceSQL

/// Quotes names and texts by the connection's own functions, and fills templates with them.
struct SQLQuoting {
    let session: PostgresSession

    func identifier(_ name: String) throws(PostgresError) -> SQLFragment {
        SQLFragment(quoted: try session.quoteIdentifier(name))
    }

    func literal(_ text: String) throws(PostgresError) -> SQLFragment {
        SQLFragment(quoted: try session.quoteLiteral(text))
    }

    func relation(_ name: RelationName) throws(PostgresError) -> SQLFragment {
        SQLFragment(quoted: "\(try identifier(name.schema).text).\(try identifier(name.name).text)")
    }

    /// An array of texts.
    func texts(_ texts: [String]) throws(PostgresError) -> SQLFragment {
        var quoted: [String] = []
        for text in texts {
            quoted.append(try literal(text).text)
        }
        return SQLFragment(quoted: "array[\(quoted.joined(separator: ", "))]::pg_catalog.text[]")
    }

    /// The fields of a row variable.
    func fields(_ columns: [String], of row: String) throws(PostgresError) -> [String] {
        var fields: [String] = []
        for column in columns {
            fields.append("\(row).\(try identifier(column).text)")
        }
        return fields
    }
}

extension SQLFile {
    /// The text as a piece of another one.
    var fragment: SQLFragment { filled([:]) }

    /// The filled text as a piece of another one: without its last line break.
    func filled(_ fragments: [String: SQLFragment]) -> SQLFragment {
        var text = rendered(fragments)
        while text.last?.isNewline == true { text.removeLast() }
        return SQLFragment(quoted: text)
    }
}
