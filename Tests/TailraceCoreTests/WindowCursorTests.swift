import Testing

@testable import TailraceCore

@Suite struct WindowCursorTests {
    private let since = Snapshot(xmin: 10, xmax: 20, inProgress: [10, 15])
    private let upTo = Snapshot(xmin: 15, xmax: 30, inProgress: [15, 22])
    private var start: Position { Position(snapshot: since, highest: SequenceNumber(rawValue: 100)) }

    private func number(_ value: Int64) -> SequenceNumber { SequenceNumber(rawValue: value) }

    @Test func `a window is opened by a look for stragglers, and read in two parts`() {
        var cursor = WindowCursor(position: start)
        #expect(cursor.next == .look(StragglerSearch(since: since, highest: number(100), upTo: nil)))
        let mayHoldChanges = cursor.found(snapshot: upTo, stragglers: [10, 21])
        #expect(mayHoldChanges)
        #expect(
            cursor.next == .readStragglers(StragglerPage(xids: [10, 21], after: .zero, highest: number(100))))
        cursor.pageRead(last: number(90), isLast: false)
        #expect(
            cursor.next == .readStragglers(StragglerPage(xids: [10, 21], after: number(90), highest: number(100))))
        cursor.pageRead(last: number(95), isLast: true)
        #expect(cursor.next == .readRest(RestPage(since: since, upTo: upTo, after: number(100))))
        cursor.pageRead(last: number(120), isLast: false)
        #expect(cursor.next == .readRest(RestPage(since: since, upTo: upTo, after: number(120))))
        cursor.pageRead(last: nil, isLast: true)
        #expect(cursor.position == Position(snapshot: upTo, highest: number(120)))
    }

    @Test func `a window without stragglers goes straight to the rest`() {
        var cursor = WindowCursor(position: start)
        cursor.found(snapshot: upTo, stragglers: [])
        #expect(cursor.next == .readRest(RestPage(since: since, upTo: upTo, after: number(100))))
    }

    @Test func `the highest number never falls, whatever the window held`() {
        var cursor = WindowCursor(position: start)
        cursor.found(snapshot: upTo, stragglers: [10])
        cursor.pageRead(last: number(5), isLast: true)
        cursor.pageRead(last: nil, isLast: true)
        #expect(cursor.position == Position(snapshot: upTo, highest: number(100)))
    }

    @Test func `where nothing has ended there is no window`() {
        var cursor = WindowCursor(position: start)
        let mayHoldChanges = cursor.found(snapshot: since, stragglers: [])
        #expect(!mayHoldChanges)
        #expect(cursor.position == start)
    }

    @Test func `a restart among the stragglers asks for them again, in the window that was open`() {
        let window = Position.OpenWindow(snapshot: upTo, last: number(42))
        var cursor = WindowCursor(position: Position(snapshot: since, highest: number(100), window: window))
        #expect(cursor.next == .look(StragglerSearch(since: since, highest: number(100), upTo: upTo)))
        cursor.found(snapshot: upTo, stragglers: [10])
        #expect(
            cursor.next == .readStragglers(StragglerPage(xids: [10], after: number(42), highest: number(100))))
    }

    @Test func `a restart behind the stragglers does not ask for them again`() {
        let window = Position.OpenWindow(snapshot: upTo, last: number(101))
        let cursor = WindowCursor(position: Position(snapshot: since, highest: number(100), window: window))
        #expect(cursor.next == .readRest(RestPage(since: since, upTo: upTo, after: number(101))))
    }
}
