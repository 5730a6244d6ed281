/// Finds the changes of a batch that a sink refuses, and delivers all others once and in order. Holds no sink: the caller
/// delivers what `next` names and reports back.
///
/// Where the sink says which change it refuses, what stands before it is delivered first; where it only refuses a batch
/// as a whole, the batch is halved. So `r` refused changes among `n` cost at most `r (2 log2 n + 2 + tries)` tries more
/// than none.
public struct RefusalSearch: Sendable {
    /// What to do next.
    public enum Step: Equatable, Sendable {
        /// Deliver the changes at these places, in one batch. Report with ``RefusalSearch/delivered(_:)`` or
        /// ``RefusalSearch/refused(delivered:at:)``. `refusals` of a change that was refused before, when it is alone.
        case deliver([Int], refusals: Int)
        /// The change at this place is refused for good. Report with ``RefusalSearch/gaveUp(_:)``.
        case giveUp(Int)
        /// Everything is delivered or given up.
        case done
    }

    private struct Part {
        var places: [Int]
        /// How often it was refused while it was known to be what is refused.
        var refusals = 0
    }

    /// What is left; the next is the last.
    private var parts: [Part]
    private let limit: Int

    /// Begins a search.
    /// - Parameters:
    ///   - places: the places of the changes to deliver, ascending.
    ///   - tries: how often a change must be refused for that to be final.
    public init(places: [Int], tries: Int) {
        parts = places.isEmpty ? [] : [Part(places: places)]
        limit = max(1, tries)
    }

    /// The next step.
    public var next: Step {
        guard let part = parts.last else { return .done }
        return part.refusals >= limit ? .giveUp(part.places[0]) : .deliver(part.places, refusals: part.refusals)
    }

    /// The places that are left, the ones of ``next`` included.
    public var remaining: [Int] { parts.reversed().flatMap(\.places) }

    /// The first changes of the step are durable; all of them when the count is not given.
    public mutating func delivered(_ count: Int? = nil) {
        guard var part = parts.popLast() else { return }
        if let count, count < part.places.count {
            part = Part(places: Array(part.places.dropFirst(count)))
            parts.append(part)
        }
    }

    /// A change of the step is refused.
    /// - Parameters:
    ///   - count: how many changes from the start of the step are durable.
    ///   - place: which one is refused, counted from the start of the step; nil when the sink does not say.
    public mutating func refused(delivered count: Int, at place: Int?) {
        guard let part = parts.popLast(), count < part.places.count else { return }
        let rest = Array(part.places.dropFirst(count))
        if let place = place.map({ $0 - count }) ?? (count > 0 ? 0 : nil), rest.indices.contains(place) {
            push(Part(places: Array(rest[(place + 1)...])))
            push(Part(places: [rest[place]], refusals: (rest.count == 1 ? part.refusals : 0) + 1))
            push(Part(places: Array(rest[..<place])))
        } else if rest.count == 1 {
            push(Part(places: rest, refusals: part.refusals + 1))
        } else {
            push(Part(places: Array(rest[(rest.count / 2)...])))
            push(Part(places: Array(rest[..<(rest.count / 2)])))
        }
    }

    /// The change of the step has been dealt with.
    /// - Parameter others: places of changes that are not to be delivered any more, since they wait behind it.
    public mutating func gaveUp(_ others: Set<Int> = []) {
        _ = parts.popLast()
        guard !others.isEmpty else { return }
        parts = parts.compactMap { part in
            let rest = part.places.filter { !others.contains($0) }
            return rest.isEmpty ? nil : Part(places: rest, refusals: part.refusals)
        }
    }

    private mutating func push(_ part: Part) {
        if !part.places.isEmpty { parts.append(part) }
    }
}
