import ChanceTesting
import TailraceCore
import Testing

/// Random transactions, looked at with random snapshots, in random pages, with random ends of the process.
@Suite struct WindowCursorPropertyTests {
    @Test(arguments: seeds)
    func `every committed change is read once, and each key's in the order of the commits`(seed: UInt64) {
        let (source, reader) = run(seed: seed, reader: ModelReader())
        #expect(!source.committed.isEmpty, "seed \(seed): a test without changes shows nothing")
        #expect(
            reader.delivered.map(\.seq).sorted() == source.committed.map(\.seq).sorted(),
            "seed \(seed): read \(reader.delivered.count) of \(source.committed.count)")
        for (key, rows) in Dictionary(grouping: reader.delivered, by: \.key) {
            #expect(rows.map(\.version) == Array(1...rows.count), "seed \(seed), key \(key)")
        }
    }

    @Test(arguments: seeds)
    func `a start in the middle reads exactly what its snapshot does not show`(seed: UInt64) {
        var source = ModelSource(seed: seed)
        for _ in 0..<300 { source.step() }
        // Any number is a correct bound between stragglers and the rest.
        var generator = SeededGenerator(seed: seed &+ 1)
        let highest = SequenceNumber(rawValue: .random(in: 0...200, using: &generator))
        let start = source.snapshot
        let (end, reader) = run(
            source, seed: seed, reader: ModelReader(position: Position(snapshot: start, highest: highest)))
        let expected = end.committed.filter { !start.shows($0.xid) }.map(\.seq).sorted()
        #expect(!expected.isEmpty, "seed \(seed): a test without changes shows nothing")
        #expect(reader.delivered.map(\.seq).sorted() == expected, "seed \(seed)")
    }

    @Test func `the model tells a right reader from one that forgets transactions at or above xmax`() {
        let lossy = (UInt64(1)...40).filter { seed in
            let (source, reader) = run(seed: seed, reader: ModelReader(omitsAboveXmax: true))
            return reader.delivered.count < source.committed.count
        }
        #expect(lossy.count > 5)
    }

    @Test func `the model tells a right reader from one that only looks above the last number`() {
        let lossy = (UInt64(1)...40).filter { seed in
            var source = ModelSource(seed: seed)
            var generator = SeededGenerator(seed: seed)
            var (last, count): (Int64, Int) = (0, 0)
            func isNew(_ row: ModelSource.Row) -> Bool { row.seq > last }
            for _ in 0..<1_500 {
                source.step()
                guard generator.happens(0.3) else { continue }
                let rows = source.committed.filter(isNew)
                count += rows.count
                last = rows.map(\.seq).max() ?? last
            }
            return count + source.committed.filter(isNew).count < source.committed.count
        }
        #expect(lossy.count == 40)
    }

    private func run(
        _ start: ModelSource? = nil, seed: UInt64, reader: ModelReader
    ) -> (ModelSource, ModelReader) {
        var source = start ?? ModelSource(seed: seed)
        var reader = reader
        var generator = SeededGenerator(seed: ~seed)
        for _ in 0..<1_500 {
            source.step()
            guard generator.happens(0.5) else { continue }
            if generator.happens(0.1) { reader.restart() }
            _ = reader.step(
                source, pageSize: .random(in: 1...6, using: &generator), isLost: generator.happens(0.1))
        }
        source.finish()
        // Twice: what was open as the last window began needs one more.
        for _ in 0..<2 {
            while reader.step(source, pageSize: .random(in: 1...6, using: &generator)) {
                if generator.happens(0.3) { reader.restart() }
            }
        }
        return (source, reader)
    }
}
