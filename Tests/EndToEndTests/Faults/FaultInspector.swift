/// Looks, after every fault, at what the sinks have been given since.
actor FaultInspector {
    private var sinks: [(name: String, log: DeliveryLog, audit: DeliveryAudit)]
    private let tally: FaultTally

    init(_ sinks: [(String, DeliveryLog)], _ tally: FaultTally) {
        self.sinks = sinks.map { ($0.0, $0.1, DeliveryAudit()) }
        self.tally = tally
    }

    /// - Parameter occasion: what has just happened.
    func look(_ occasion: String) throws {
        for index in sinks.indices {
            let name = sinks[index].name
            for event in try sinks[index].log.read() {
                sinks[index].audit.take(event) {
                    "sink \(name), seen after \(occasion); under way: \(tally.underWay)"
                }
            }
        }
    }

    var delivered: [Int] { sinks.map(\.audit.changes) }
    var isRightSoFar: Bool { sinks.allSatisfy(\.audit.isRightSoFar) }
    var audits: [(name: String, audit: DeliveryAudit)] { sinks.map { ($0.name, $0.audit) } }
}
