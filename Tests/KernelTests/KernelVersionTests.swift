import Kernel
import Testing
import Text

@Suite("Kernel version")
struct KernelVersionTests {
    @Test(
        "Is read from the release strings of real kernels",
        arguments: [
            ("5.10.0-32-cloud-amd64", KernelVersion(5, 10)),
            ("5.10.223", KernelVersion(5, 10, 223)),
            ("6.1.0-44-cloud-amd64", KernelVersion(6, 1)),
            ("6.12.107+deb13-cloud-amd64", KernelVersion(6, 12, 107)),
            ("7.2.13+deb14-cloud-amd64", KernelVersion(7, 2, 13)),
            ("6.6.51+rpt-rpi-v8", KernelVersion(6, 6, 51)),
            ("4.19.113-perf-g1a2b3c", KernelVersion(4, 19, 113)),
            ("3.18.140-tegra", KernelVersion(3, 18, 140)),
            ("2.6.32.71", KernelVersion(2, 6, 32)),
            ("6.19-rc3", KernelVersion(6, 19)),
            ("6.1", KernelVersion(6, 1)),
        ])
    func release(release: String, version: KernelVersion) {
        #expect(KernelVersion(release: release) == version)
    }

    @Test("Is not there in other text", arguments: ["", "6", "6.", "v6.1", ".1", "six.one", "1000000.1", " 6.1"])
    func noRelease(release: String) {
        #expect(KernelVersion(release: release) == nil)
    }

    @Test("Is ordered by number, not by text")
    func order() {
        #expect(KernelVersion(5, 10) > KernelVersion(5, 9, 99))
        #expect(KernelVersion(6, 12) > KernelVersion(6, 2))
        #expect(KernelVersion(6, 12, 1) > KernelVersion(6, 12))
        #expect(KernelVersion(6, 12) == KernelVersion(6, 12, 0))
        #expect(KernelVersion(6, 12, 107).text == "6.12.107")
    }
}
