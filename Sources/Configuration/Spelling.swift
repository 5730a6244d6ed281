/// Names in messages: quoted, listed, and the one that was probably meant.
public enum Spelling {
    /// The text in backquotes, on one line and not too long for a message.
    static func quoted(_ text: String) -> String {
        let line = text.replacing("\r\n", with: "\\n").replacing("\n", with: "\\n")
        return line.count > 60 ? "`\(line.prefix(59))…`" : "`\(line)`"
    }

    /// "did you mean …? Allowed: …", as far as there is something to say.
    static func hint(for name: String, allowed: [String]) -> String {
        guard !allowed.isEmpty else { return "nothing is allowed here" }
        let list = "allowed: \(allowed.joined(separator: ", "))"
        guard let meant = nearest(to: name, in: allowed) else { return list }
        return "did you mean `\(meant)`? A\(list.dropFirst())"
    }

    /// The candidate that differs least from `name`; nil where none is near enough to be a slip of the pen.
    public static func nearest(to name: String, in candidates: [String]) -> String? {
        candidates
            .map { (candidate: $0, distance: distance(name.lowercased(), $0.lowercased())) }
            .filter { $0.distance <= max(1, $0.candidate.count / 3) && $0.distance < $0.candidate.count }
            .min { $0.distance < $1.distance }?
            .candidate
    }

    /// How many letters must be put in, taken out, changed or swapped with their neighbour.
    private static func distance(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first), Array(second))
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    least = min(least, beforeLast[j - 1] + 1)
                }
                row.append(least)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
