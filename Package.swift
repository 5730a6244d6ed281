// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "tailrace",
    products: [
        .executable(name: "tailrace", targets: ["tailrace"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
        .systemLibrary(name: "CLinux"),
        .target(name: "PostgresClient", dependencies: ["CLibPQ"]),
        .target(name: "TailraceCore"),
        .target(
            name: "TailraceSQL",
            path: "SQL",
            resources: [
                .embedInCode("Migrations"), .embedInCode("Functions"), .embedInCode("Capture"),
                .embedInCode("Queries"), .embedInCode("SchemaChanges"),
            ]
        ),
        .target(name: "Configuration", dependencies: [.product(name: "Yams", package: "Yams")]),
        .target(name: "Capture", dependencies: ["TailraceCore", "TailraceSQL", "PostgresClient", "Configuration"]),
        .target(name: "Outbox", dependencies: ["TailraceCore", "TailraceSQL", "PostgresClient"]),
        .target(name: "SinkKit", dependencies: ["TailraceCore", "Configuration"]),
        .target(name: "FileSink", dependencies: ["SinkKit", "CLinux"], path: "Sources/Sinks/File"),
        .target(name: "StdoutSink", dependencies: ["SinkKit"], path: "Sources/Sinks/Stdout"),
        .target(
            name: "Relay",
            dependencies: [
                "Outbox", "SinkKit",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "tailrace",
            dependencies: [
                "Capture", "Relay", "FileSink", "StdoutSink",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        .target(name: "ChanceTesting", path: "Tests/ChanceTesting"),
        .target(name: "PostgresTesting", dependencies: ["PostgresClient"], path: "Tests/PostgresTesting"),
        .target(name: "FaultTesting", path: "Tests/FaultTesting"),
        .testTarget(name: "FaultTestingTests", dependencies: ["FaultTesting", "PostgresTesting"]),
        .testTarget(
            name: "PostgresClientTests", dependencies: ["PostgresClient", "PostgresTesting", "FaultTesting"]),
        .testTarget(name: "TailraceCoreTests", dependencies: ["TailraceCore", "ChanceTesting"]),
        .testTarget(name: "ConfigurationTests", dependencies: ["Configuration"]),
        .testTarget(name: "CaptureTests", dependencies: ["Capture", "PostgresTesting"]),
        .testTarget(
            name: "OutboxTests", dependencies: ["Capture", "Outbox", "TailraceSQL", "PostgresTesting", "ChanceTesting"]),
        .testTarget(name: "RelayTests", dependencies: ["Relay"]),
        .target(name: "SinkTesting", dependencies: ["SinkKit", "ChanceTesting"], path: "Tests/SinkTesting"),
        .testTarget(name: "SinkKitTests", dependencies: ["SinkKit", "SinkTesting", "ChanceTesting"]),
        .testTarget(name: "FileSinkTests", dependencies: ["FileSink", "SinkTesting", "ChanceTesting", "FaultTesting"]),
        .testTarget(name: "StdoutSinkTests", dependencies: ["StdoutSink", "SinkTesting"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "tailrace", "TailraceCore", "TailraceSQL", "PostgresTesting", "ChanceTesting", "FaultTesting",
            ],
            exclude: ["Releases"]),
    ]
)
