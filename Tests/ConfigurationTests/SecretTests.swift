import Configuration
import Foundation
import Testing

private enum Password: SingleKeyKind { static let kind = ValueKind.secret }

@Suite struct SecretTests {
    @Test func aSecretIsNeverPrinted() {
        struct Holder { let secret: Secret, optional: Secret?, list: [Secret] }
        let secret = Secret("hunter2")
        let holder = Holder(secret: secret, optional: secret, list: [secret])
        var printed = "\(secret) \(String(reflecting: secret)) \(holder) \(String(reflecting: holder))"
        dump(secret, to: &printed)
        dump(holder, to: &printed)
        printed += "\(Mirror(reflecting: secret).children.map(\.value))"
        #expect(!printed.contains("hunter2"))
        #expect(printed.hasPrefix("••• ••• "))
        #expect(secret.reveal() == "hunter2")
    }

    @Test func secretsOfTextAndEnvironment() throws {
        #expect(try value(Password.self, "hunter2").reveal() == "hunter2")
        #expect(try value(Password.self, "${PW}", environment: ["PW": "a: b"]).reveal() == "a: b")
    }

    @Test(arguments: [
        ("s3cret\n", "s3cret"), ("s3cret\r\n", "s3cret"), ("s3cret\n\n", "s3cret\n"), ("s3cret ", "s3cret "),
    ])
    func secretsOfFiles(content: String, expected: String) throws {
        try withFile(content) { path in
            let folder = (path as NSString).deletingLastPathComponent
            let name = (path as NSString).lastPathComponent
            let secrets = [
                try value(Password.self, "file:\(path)"),
                try value(Password.self, "file:\(name)", folder: folder),
                try value(Password.self, "file:${F}/\(name)", environment: ["F": folder]),
            ]
            #expect(secrets.map { $0.reveal() } == [expected, expected, expected])
        }
    }

    @Test func aVariableCannotNameAFile() throws {
        #expect(
            try value(Password.self, "${PW}", environment: ["PW": "file:/etc/hostname"]).reveal()
                == "file:/etc/hostname")
    }

    @Test func unreadableSecretFiles() {
        #expect(
            refusal(Password.self, "file:missing/pw") == "t.yaml:1:6: key: "
                + "the secret file `/etc/tailrace/missing/pw` cannot be read: No such file or directory")
        #expect(
            refusal(Password.self, "file:/etc")
                == "t.yaml:1:6: key: the secret file `/etc` cannot be read: Is a directory")
    }

    @Test func aRefusedSecretIsNotShown() {
        for text in ["'hunter2${X'", "'${hunter2 }'", "[hunter2]", "{hunter2: hunter2}"] {
            #expect(!refusal(Password.self, text).contains("hunter2"))
        }
    }
}
