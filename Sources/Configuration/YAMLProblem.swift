import Yams

/// Words the YAML parser's errors for the person who wrote the file.
enum YAMLProblem {
    static func configurationError(
        _ error: YamlError, in text: String, source: ConfigurationSource
    ) -> ConfigurationError {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            source.error(
                at: TextPosition(line: mark.line, column: mark.column),
                "this is not YAML: \(explanation(problem, context, line: line(mark.line, of: text)))")
        case .composer(_, let problem, let mark, _):
            source.error(
                at: TextPosition(line: mark.line, column: mark.column),
                problem.contains("another document")
                    ? "a second document begins; a configuration is one document" : "this is not YAML: \(problem)")
        case .reader(let problem, let offset, _, _):
            source.error(at: offset.map { position(of: $0, in: text) }, "this is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let names, let context):
            source.error(
                at: TextPosition(line: context.mark.line, column: context.mark.column),
                "\(names.map(Spelling.quoted).joined(separator: ", ")): given more than once in one mapping")
        default:
            source.error(at: nil, "this is not YAML: \(error)")
        }
    }

    private static func explanation(_ problem: String, _ context: YamlError.Context?, line: Substring) -> String {
        if problem.hasPrefix("Maximum nesting level") {
            return "lists and mappings are nested too deeply"
        }
        let message = [context?.text, problem].compactMap { $0 }.joined(separator: ", ")
        if line.contains("\t") {
            return "\(message) (the line holds a tab; YAML indents with spaces)"
        }
        if line.contains("${") {
            return "\(message) (between { } or [ ], put `${NAME}` in quotes)"
        }
        return message
    }

    private static func line(_ number: Int, of text: String) -> Substring {
        text.split(separator: /\r\n|\n|\r/, omittingEmptySubsequences: false).dropFirst(number - 1).first ?? ""
    }

    private static func position(of offset: Int, in text: String) -> TextPosition {
        let before = text.prefix(offset)
        let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return TextPosition(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}
