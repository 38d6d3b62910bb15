import Kernel
import Planning
import System
import Text

/// zram devices that come and go (Documentation/admin-guide/blockdev/zram.rst, hot_add and hot_remove).
extension LinuxMachine {
    package func addZram() throws(SystemError) -> ZramName {
        let path = places.zramControl + "/hot_add"
        // Each read(2) makes a device.
        let bytes = try FileDescriptor.attribute(path).readOnce(capacity: 32)
        guard let number = Int(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)) else {
            throw SystemError("read", path, code: 0, detail: "the kernel gave no number")
        }
        return ZramName(number)
    }

    package func removeZram(_ name: ZramName) throws(SystemError) {
        // hot_remove takes an initialised device away with all that it holds, without a word.
        if let shown = try? read(.zram(name, .initState)), shown.utf8.first == UInt8(ascii: "1") {
            throw SystemError(
                "remove", name.text, code: Errno.busy, detail: "it has a size again, so another program uses it")
        }
        do throws(SystemError) {
            try deadline.retry(while: { $0.code == Errno.busy }) { () throws(SystemError) in
                try FileDescriptor.attributeForWriting(places.zramControl + "/hot_remove").writeOnce(
                    Array(name.number.description.utf8))
            }
        } catch {
            throw SystemError(
                "remove", name.text, code: error.code,
                detail: error.code == Errno.busy ? DeviceHolders.text(name.node) : error.detail)
        }
    }
}
