import CLibPQ

/// Holds a notice handler where libpq's C callback finds it.
final class NoticeSink {
    private let handler: PostgresNotice.Handler

    init(_ handler: @escaping PostgresNotice.Handler) {
        self.handler = handler
    }

    /// Directs the notices of `connection` to `sink`, which must outlive it; nil drops them.
    static func install(_ sink: NoticeSink?, on connection: OpaquePointer) {
        let address = sink.map { Unmanaged.passUnretained($0).toOpaque() }
        _ = PQsetNoticeReceiver(
            connection,
            { address, result in
                guard let address, let result else { return }
                let sink = Unmanaged<NoticeSink>.fromOpaque(address).takeUnretainedValue()
                sink.handler(PostgresNotice(ServerFields(result: result)))
            }, address)
    }
}
