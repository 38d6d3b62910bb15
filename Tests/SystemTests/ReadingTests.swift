import Foundation
import Support
import System
import Testing

@Suite("Reading to the end")
struct ReadingTests {
    @Test("A signal in between is no end of an attribute")
    func interrupted() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            try #require(mkfifo(folder["pipe"], 0o600) == 0)
            // Without SA_RESTART, as this program notes signals.
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { _ in }
            sigaction(SIGUSR1, &action, nil)
            let reader = pthread_self()
            let pipe = try FileDescriptor.open(folder["pipe"], O_RDWR)
            let number = pipe.number
            Thread.detachNewThread {
                for _ in 0..<40 {
                    usleep(5000)
                    pthread_kill(reader, SIGUSR1)
                }
                write(number, "text", 4)
            }
            #expect(try pipe.readAttribute() == Array("text".utf8))
        }
    }

    @Test("A long file is cut at the limit", arguments: [0, 1, 4095, 4096, 4097, 20000])
    func limit(most: Int) throws {
        let folder = try TemporaryFolder()
        try folder.plant("file", [UInt8](repeating: 1, count: 9000))
        #expect(try Root().open(folder["file"]).readToEnd(limit: most).count == min(most, 9000))
    }
}
