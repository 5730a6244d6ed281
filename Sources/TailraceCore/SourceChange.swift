/// What has become of a source since its history was noted.
public enum SourceChange: Equatable, Sendable {
    /// Nothing.
    case none
    /// A replica was promoted, or the server was restored to a point in time. The database has a beginning of the old
    /// history, its own positions among it.
    case branched
    /// The files were brought into another cluster, as `pg_upgrade` does. Transaction ids go on.
    case upgraded
    /// The files were copied to another database of the cluster, as `create database … template` does.
    case duplicated
    /// The rows were copied, as `pg_dump` does. Their transaction ids mean nothing here.
    case copied

    /// Tells what has happened.
    /// - Parameters:
    ///   - noted: the history that was noted.
    ///   - present: the history that the server is in.
    ///   - isPhysical: whether the rows are the ones that were written, and not copies.
    public init(from noted: SourceHistory, to present: SourceHistory, isPhysical: Bool) {
        self =
            if !isPhysical {
                .copied
            } else if noted.cluster != present.cluster {
                .upgraded
            } else if noted.database != present.database {
                .duplicated
            } else if noted.timeline != present.timeline {
                .branched
            } else {
                .none
            }
    }

    /// Why the source cannot be served before somebody has decided; nil when it can.
    public var obstacle: String? {
        switch self {
        case .none, .branched: nil
        case .upgraded:
            """
            this database was brought into another cluster together with its transaction ids, as pg_upgrade does. Once \
            nothing is left that uses the old one, `tailrace re-anchor` goes on from the stored positions
            """
        case .duplicated:
            """
            this database is a copy of another one in the same cluster, and both would send changes with the same ids. \
            If this one takes the other's place, let it go on with `tailrace re-anchor`; otherwise start anew with \
            `tailrace uninstall` and `tailrace setup`
            """
        case .copied:
            """
            this database was restored from a dump, or its rows were copied otherwise: transaction ids have started \
            over, so that the stored positions mean nothing here. `tailrace re-anchor` shows what would be sent again, \
            and goes on
            """
        }
    }

    /// Whether what was noted of the source has to be made anew.
    public var needsNewIdentity: Bool { obstacle != nil }
}
