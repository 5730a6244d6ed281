/// What `acquire_lease.sql`, `renew_lease.sql`, `mark.sql` and `release_lease.sql` do to a sink's row. A test compares it with
/// those statements on a real server.
struct LeaseRow: Hashable {
    var owner: Int?
    var epoch = 0
    /// How long the lease holds still; nil when there is none.
    var left: Int?
    var mark = 0
    var markNumber = 0

    mutating func acquire(_ relay: Int, for duration: Int, _ flaws: Set<Flaw> = []) -> Int? {
        guard left ?? 0 <= 0 || owner == relay else { return nil }
        owner = relay
        if !flaws.contains(.epochStays) { epoch += 1 }
        left = duration
        markNumber = 0
        return epoch
    }

    mutating func renew(epoch: Int, for duration: Int, _ flaws: Set<Flaw> = []) -> Bool {
        guard epoch == self.epoch || flaws.contains(.renewalWithoutEpoch) else { return false }
        left = duration
        return true
    }

    mutating func mark(_ position: Int, number: Int, epoch: Int, for duration: Int, _ flaws: Set<Flaw> = []) -> Bool {
        guard epoch == self.epoch || flaws.contains(.markWithoutEpoch) else { return false }
        guard markNumber <= number || flaws.contains(.markWithoutNumber) else { return false }
        mark = position
        markNumber = number
        left = duration
        return true
    }

    mutating func release(epoch: Int) -> Bool {
        guard epoch == self.epoch else { return false }
        (owner, left) = (nil, nil)
        return true
    }
}

/// What the protocol could lack: with each of these the search must find a counterexample, or it proves nothing.
enum Flaw: CaseIterable {
    case markWithoutEpoch, markWithoutNumber, renewalWithoutEpoch, epochStays, ownPositionIgnored, sinkWithoutFence,
        markBeforeDelivery
}
