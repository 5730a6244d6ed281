import SinkKit
import TailraceCore
import Testing

extension SinkConformance {
    static func emptyBatch(_ subject: some ConformanceSubject) async throws {
        let empty = ChangeBatch(bytes: [], changes: [], kind: .live(end: .sample(7)))
        try await deliver(empty, ChangeBatch(bytes: [], changes: [], kind: .replay), to: subject)
        try await expect([], in: subject)
        let sink = try await subject.makeSink()
        let position = try await sink.open()
        #expect(position == (subject.keepsPosition ? .sample(7) : nil))
        try await sink.deliver(.sample([.insert(8)]))
        await sink.close()
        try await expect([.insert(8)], in: subject)
    }

    static func orderPerKey(_ subject: some ConformanceSubject) async throws {
        let batches: [[SampleChange]] = [
            [.insert(1, id: 1), .insert(2, id: 2), .update(3, id: 1, to: "2")],
            [.update(4, id: 2, to: "2"), .update(5, id: 1, to: "3"), .delete(6, id: 2)],
            // A straggler: its number is lower than one that was delivered before.
            [.update(10, id: 1, to: "4")], [.insert(9, id: 2), .update(11, id: 1, to: "5")],
        ]
        let sink = try await subject.makeSink()
        _ = try await sink.open()
        for batch in batches { try await sink.deliver(.sample(batch)) }
        await sink.close()
        let expected = try batches.joined().map { try DeliveredEvent($0) }
        let found = try await subject.contents()
        #expect(Dictionary(grouping: found, by: \.key) == Dictionary(grouping: expected, by: \.key))
    }

    static func sameBatchTwice(_ subject: some ConformanceSubject) async throws {
        let changes: [SampleChange] = [.insert(1), .update(2, to: "2")]
        try await deliver(.sample(changes), to: subject)
        let sink = try await subject.makeSink()
        let position = try await sink.open()
        if subject.keepsPosition {
            #expect(position == .sample(2), "the pipeline can skip what the sink has")
        } else {
            try await sink.deliver(.sample(changes))
        }
        try await sink.deliver(.sample([.delete(3)]))
        await sink.close()
        try await expect(changes + [.delete(3)], in: subject)
    }

    static func crashBeforeMark(_ subject: some ConformanceSubject) async throws {
        let changes: [SampleChange] = [.insert(1), .update(2, to: "2")]
        try await deliverWithoutClosing(.sample(changes), to: subject)
        let sink = try await subject.makeSink()
        let position = try await sink.open()
        #expect(position == (subject.keepsPosition ? .sample(2) : nil))
        if position == nil { try await sink.deliver(.sample(changes)) }
        try await sink.deliver(.sample([.delete(3)]))
        await sink.close()
        try await expect(changes + [.delete(3)], in: subject)
    }

    static func cancellation(_ subject: some ConformanceSubject) async throws {
        let changes = (1...200).map { SampleChange.insert($0, id: Int($0)) }
        let sink = try await subject.makeSink()
        _ = try await sink.open()
        let delivery = Task { () async -> SinkError? in
            do throws(SinkError) {
                try await sink.deliver(.sample(changes))
                return nil
            } catch {
                return error
            }
        }
        delivery.cancel()
        if let error = await delivery.value {
            #expect(error.kind == .transient)
            try await sink.deliver(ChangeBatch.sample(changes).dropping(first: error.delivered))
        }
        try await sink.deliver(.sample([.insert(201, id: 201)]))
        await sink.close()
        try await expect(changes + [.insert(201, id: 201)], in: subject)
    }

    static func closeTwice(_ subject: some ConformanceSubject) async throws {
        let sink = try await subject.makeSink()
        await sink.close()
        _ = try await sink.open()
        await sink.close()
        await sink.close()
        _ = try await sink.open()
        try await sink.deliver(.sample([.insert(1)]))
        await sink.close()
        await sink.close()
        try await expect([.insert(1)], in: subject)
    }

    static func reopening(_ subject: some ConformanceSubject) async throws {
        let sink = try await subject.makeSink()
        _ = try await sink.open()
        try await sink.deliver(.sample([.insert(1)]))
        await sink.close()
        let position = try await sink.open()
        #expect(position == (subject.keepsPosition ? .sample(1) : nil))
        try await sink.deliver(.sample([.delete(2)]))
        await sink.close()
        try await deliver(.sample([.insert(3)]), to: subject)
        try await expect([.insert(1), .delete(2), .insert(3)], in: subject)
    }

    static func replay(_ subject: some ConformanceSubject) async throws {
        let changes: [SampleChange] = [.insert(1), .update(2, to: "2")]
        try await deliver(.sample(changes), .sampleReplay([.insert(1)]), to: subject)
        let sink = try await subject.makeSink()
        let position = try await sink.open()
        #expect(position == (subject.keepsPosition ? .sample(2) : nil))
        await sink.close()
        let expected = try changes.map { try DeliveredEvent($0) } + [DeliveredEvent(.insert(1), replayed: true)]
        #expect(try await subject.contents() == expected)
    }

    static func replayFirst(_ subject: some ConformanceSubject) async throws {
        try await deliver(.sampleReplay([.insert(1)]), to: subject)
        let sink = try await subject.makeSink()
        #expect(try await sink.open() == nil)
        try await sink.deliver(.sample([.insert(1)]))
        await sink.close()
        let expected = [try DeliveredEvent(.insert(1), replayed: true), try DeliveredEvent(.insert(1))]
        #expect(try await subject.contents() == expected)
    }

    /// As a process that is killed: the sink is let go of as it is.
    private static func deliverWithoutClosing(
        _ batch: ChangeBatch, to subject: some ConformanceSubject
    ) async throws {
        let sink = try await subject.makeSink()
        _ = try await sink.open()
        try await sink.deliver(batch)
    }
}
