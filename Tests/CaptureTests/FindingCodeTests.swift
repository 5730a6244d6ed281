import Foundation
import Testing

@testable import Capture

struct FindingCodeTests {
    @Test func theDocumentationHasEveryCode() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Documentation/doctor.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text.contains(FindingCode.reference), "the table should read:\n\(FindingCode.reference)")
    }

    @Test func codesAreSlugs() {
        #expect(FindingCode.allCases.allSatisfy { $0.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil })
    }
}
