import Testing

@testable import Capture

struct CaptureScriptTests {
    @Test(arguments: ["plain", "$function$", "a $function$ b $function_1$ c", "$function_1$", "$$"])
    func theQuotesNeverOccurInTheText(text: String) throws {
        let quoted = CaptureScript.dollarQuoted(text)
        let tag = try #require(quoted.split(separator: "\n").first)
        #expect(!text.contains(tag))
        #expect(quoted == "\(tag)\n\(text)\(tag)")
    }

    @Test func eachEventHasItsOwnFunction() {
        let table = CapturedTable(
            oid: 7, name: .init(schema: "public", name: "orders"), isPartitioned: false, key: .columns(["id"]))
        #expect(
            CaptureEvent.allCases.map(table.functionName) == [
                "capture_7_insert", "capture_7_update", "capture_7_delete", "capture_7_truncate",
            ])
    }
}
