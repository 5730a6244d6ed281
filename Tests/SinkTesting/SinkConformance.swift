import SinkKit
import TailraceCore
import Testing

/// What every sink must do, whatever it writes to.
///
///     @Test(arguments: SinkConformance.cases(outages: [.open]))
///     func conforms(_ conformance: SinkConformance.Case) async throws {
///         try await SinkConformance.check(conformance, of: RedisSubject())
///     }
public enum SinkConformance {
    /// One requirement.
    public enum Case: String, CaseIterable, Sendable, CustomTestStringConvertible {
        /// A batch without changes is delivered, and its position counts.
        case emptyBatch
        /// Changes of a key arrive in their order, over several batches.
        case orderPerKey
        /// A batch that is delivered twice does no harm.
        case sameBatchTwice
        /// A sink that ends between a delivery and its mark goes on without loss.
        case crashBeforeMark
        /// A delete arrives with its key and without a row after it.
        case delete
        /// A truncate arrives without a key.
        case truncate
        /// A change of the table's schema arrives without a key, too.
        case schemaChange
        /// An update of the key arrives with the old one.
        case oldKey
        /// Nulls arrive as nulls.
        case nulls
        /// Texts of all scripts arrive unharmed.
        case unicode
        /// Values of a megabyte arrive whole.
        case largeValues
        /// JSON with line breaks between its tokens arrives as the same JSON.
        case lineBreaks
        /// Application context, origin and partition arrive.
        case optionalFields
        /// An outage while the sink is closed is told by its kind, and ends.
        case outageWhileClosed
        /// An outage while the sink is open is told by its kind, and ends, for the same sink and for a new one.
        case outageWhileOpen
        /// What a failed delivery says that it has delivered is there; the rest can be delivered afterwards.
        case partialFailure
        /// A refused change is told from an outage, and the changes around it can be delivered.
        case refusal
        /// A cancelled delivery either happens or fails, and can be repeated.
        case cancellation
        /// Closing is harmless at any time, and not for ever.
        case closeTwice
        /// A sink that is opened again goes on behind what it has.
        case reopening
        /// Changes that are sent again are marked, and leave the position alone.
        case replay
        /// A replay before the first live batch does not give the sink a position.
        case replayFirst

        /// The name in the list of tests.
        public var testDescription: String { rawValue }

        var moment: Outage.Moment? {
            switch self {
            case .outageWhileClosed: .closed
            case .outageWhileOpen: .open
            case .partialFailure: .midBatch
            default: nil
            }
        }
    }

    /// The cases for a subject.
    /// - Parameters:
    ///   - moments: when its destination can break; cases about other moments are left out.
    ///   - refusals: whether it can be made to refuse changes.
    public static func cases(outages moments: Set<Outage.Moment> = [], refusals: Bool = false) -> [Case] {
        Case.allCases.filter { ($0.moment.map(moments.contains) ?? true) && ($0 != .refusal || refusals) }
    }

    /// Checks one requirement; failures are reported as test issues.
    /// - Parameter subject: fresh, with an empty destination.
    /// - Throws: what the sink or the subject throws where they must not.
    public static func check(_ conformance: Case, of subject: some ConformanceSubject) async throws {
        switch conformance {
        case .emptyBatch: try await emptyBatch(subject)
        case .orderPerKey: try await orderPerKey(subject)
        case .sameBatchTwice: try await sameBatchTwice(subject)
        case .crashBeforeMark: try await crashBeforeMark(subject)
        case .delete: try await delete(subject)
        case .truncate: try await truncate(subject)
        case .schemaChange: try await schemaChange(subject)
        case .oldKey: try await oldKey(subject)
        case .nulls: try await nulls(subject)
        case .unicode: try await unicode(subject)
        case .largeValues: try await largeValues(subject)
        case .lineBreaks: try await lineBreaks(subject)
        case .optionalFields: try await optionalFields(subject)
        case .outageWhileClosed: try await outageWhileClosed(subject)
        case .outageWhileOpen: try await outageWhileOpen(subject)
        case .partialFailure: try await partialFailure(subject)
        case .refusal: try await refusal(subject)
        case .cancellation: try await cancellation(subject)
        case .closeTwice: try await closeTwice(subject)
        case .reopening: try await reopening(subject)
        case .replay: try await replay(subject)
        case .replayFirst: try await replayFirst(subject)
        }
    }

    /// Expects the destination to hold just these changes: once each where the sink keeps its position, otherwise in
    /// this order by their first arrival.
    static func expect(
        _ changes: [SampleChange], in subject: some ConformanceSubject,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let expected = try changes.map { try DeliveredEvent($0) }
        var found = try await subject.contents()
        if !subject.keepsPosition {
            var seen: Set<DeliveredEvent> = []
            found = found.filter { seen.insert($0).inserted }
        }
        #expect(found == expected, sourceLocation: sourceLocation)
    }

    /// Delivers, to a sink that it opens and closes.
    static func deliver(_ batches: ChangeBatch..., to subject: some ConformanceSubject) async throws {
        let sink = try await subject.makeSink()
        _ = try await sink.open()
        for batch in batches { try await sink.deliver(batch) }
        await sink.close()
    }

    /// The error of a delivery or an opening that must fail.
    static func failure(
        of name: String, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws(SinkError) -> Void
    ) async throws -> SinkError {
        do throws(SinkError) {
            try await body()
        } catch {
            return error
        }
        return try #require(nil, "did not fail: \(name)", sourceLocation: sourceLocation)
    }
}
