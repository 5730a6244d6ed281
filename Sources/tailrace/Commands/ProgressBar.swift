/// A bar on a terminal; nothing elsewhere.
struct ProgressBar {
    let total: Int64
    private let isShown = Terminal.errorIsTerminal
    private static let width = 30

    init(total: Int64) {
        self.total = total
    }

    mutating func show(_ done: Int64) {
        guard isShown else { return }
        let share = total > 0 ? min(1, Double(done) / Double(total)) : 1
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled)
        Terminal.error(
            "\r\(bar) \(Int(share * 100)) %  \(Figures.count(done)) of \(Figures.count(total))\u{1B}[K", terminator: "")
    }

    /// Puts a line above the bar.
    func interrupt(with line: String) {
        Terminal.error(isShown ? "\r\u{1B}[K\(line)" : line)
    }

    func finish() {
        if isShown { Terminal.error("") }
    }
}
