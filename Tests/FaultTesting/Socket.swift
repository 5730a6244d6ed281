import Foundation

/// A TCP socket on 127.0.0.1, closed with its last reference.
final class Socket: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ what: String) {
            description = "\(what): \(String(cString: strerror(errno)))"
        }
    }

    let descriptor: Int32

    private init(_ descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit {
        close(descriptor)
    }

    private static func make() throws -> Socket {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure("no socket") }
        return Socket(descriptor)
    }

    /// Listens on a free port.
    static func listening() throws -> Socket {
        let socket = try make()
        guard socket.withAddress(port: 0, bind) == 0, listen(socket.descriptor, 128) == 0 else {
            throw Failure("cannot listen")
        }
        return socket
    }

    static func connected(to port: Int) throws -> Socket {
        let socket = try make()
        guard socket.withAddress(port: port, connect) == 0 else { throw Failure("cannot connect to port \(port)") }
        return socket
    }

    private func withAddress(
        port: Int, _ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    var port: Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        _ = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Waits for the next connection; nil when this socket has been shut down.
    func accept() -> Socket? {
        while true {
            let accepted = Foundation.accept(descriptor, nil, nil)
            if accepted >= 0 { return Socket(accepted) }
            guard errno == EINTR || errno == ECONNABORTED else { return nil }
        }
    }

    /// Waits until there is something to read, or to write.
    func wait(for events: Int32, milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: self.descriptor, events: Int16(events), revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }

    /// Reads what is there; nothing at the end.
    func receive() throws -> ArraySlice<UInt8> {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = recv(descriptor, &bytes, bytes.count, 0)
            if count >= 0 { return bytes.prefix(count) }
            guard errno == EINTR else { throw Failure("cannot receive") }
        }
    }

    /// Writes what there is room for just now.
    func sendSome(_ bytes: ArraySlice<UInt8>) throws -> Int {
        let count = bytes.withUnsafeBytes {
            send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        }
        if count >= 0 { return count }
        guard errno == EINTR || errno == EAGAIN else { throw Failure("cannot send") }
        return 0
    }

    /// Lets the close be a reset instead of an orderly end.
    func resetsOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    func shut(_ how: Shutdown) {
        shutdown(descriptor, how.code)
    }

    enum Shutdown {
        case reading, writing, both

        fileprivate var code: Int32 {
            switch self {
            case .reading: Int32(SHUT_RD)
            case .writing: Int32(SHUT_WR)
            case .both: Int32(SHUT_RDWR)
            }
        }
    }
}
