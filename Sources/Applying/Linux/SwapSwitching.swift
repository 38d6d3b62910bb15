import Kernel
import LiveState
import Planning
import SwapFormat
import System
import Text

extension LinuxMachine {
    package func swapOn(_ area: SwapArea, flags: Int32) throws(SystemError) {
        let path = area.path
        // Neither opens nor follows anything: it only holds on to what is there.
        let isNew = area.zram != nil
        let target = try deadline.retry(while: { isNew && $0.code == Errno.noEntry }) { () throws(SystemError) in
            try FileDescriptor.hold(path)
        }
        switch try target.status().kind {
        case .blockDevice:
            do throws(SystemError) {
                try SwapCalls.on(path, name: path, flags: flags)
            } catch {
                if error.code == Errno.busy {
                    throw SystemError(error.operation, path, code: error.code, detail: DeviceHolders.text(path))
                }
                guard let area = try? FileDescriptor.content(path) else { throw error }
                throw LinuxMachine.explained(error, area)
            }
        case .regular: try swapOnFile(path, flags)
        case .symbolicLink:
            throw SystemError("swapon", path, code: Errno.loop, detail: "a symbolic link is not followed here")
        case let kind: throw SystemError("swapon", path, code: Errno.invalid, detail: .joining("it is a ", kind.text))
        }
    }

    package mutating func swapOff(_ area: SwapArea, while goesOn: (UInt64) -> Bool) throws(SystemError) {
        let path = area.path
        var status: FileStatus?
        if case .file = area { status = try? FileDescriptor.hold(path).status() }
        try SwapCalls.off(path) {
            let rows = ActiveSwap.rows(procSwaps: Root().readIfPresent("/proc/swaps") ?? [])
            // Until the kernel begins the row is there, and at the end it is gone before the call returns.
            return goesOn(rows.first { $0.area == area }?.used ?? 0)
        }
        if let status, status.kind == .regular { switchedOff.append((path, status)) }
    }

    /// By descriptor, so that the file that was looked at is the one that becomes swap.
    private func swapOnFile(_ path: String, _ flags: Int32) throws(SystemError) {
        let file = try fileToSwitchOn(path)
        do throws(SystemError) {
            try SwapCalls.on(.joining("/proc/self/fd/", file.number.description), name: path, flags: flags)
        } catch {
            throw LinuxMachine.explained(error, file)
        }
    }

    private func fileToSwitchOn(_ path: String) throws(SystemError) -> FileDescriptor {
        guard let place = FilePlace(path) else { throw SystemError("swapon", path, code: Errno.invalid) }
        if !switchedOff.isEmpty {
            let file = try FileDescriptor.content(path)
            let status = try file.status()
            if switchedOff.contains(where: { $0.path == path && $0.status == status }) { return file }
        }
        let file = try TrustedFolder.open(place.folder).content(place.name)
        if let reason = LinuxMachine.distrust(try file.status()) {
            throw SystemError("swapon", path, code: Errno.permission, detail: reason)
        }
        return file
    }

    /// Why nobody should swap to such a file; nil when it is as this program makes them.
    static func distrust(_ status: FileStatus) -> String? {
        if status.kind != .regular { return .joining("it is a ", status.kind.text) }
        if !FileTrust.isTrusted(owner: status.owner) {
            return .joining("it belongs to user ", status.owner.description, ", not to root")
        }
        if status.mode & 0o077 != 0 {
            return "others than root may open it, and swap holds what programs have in memory"
        }
        if status.links != 1 { return .joining("it has ", status.links.description, " names (hard links)") }
        return nil
    }

    /// The kernel answers EINVAL to much; the header often shows why.
    private static func explained(_ error: SystemError, _ area: borrowing FileDescriptor) -> SystemError {
        guard error.code == Errno.invalid, let bytes = try? area.read(count: 65536, at: 0) else { return error }
        var error = error
        switch SwapSignature(firstBytes: bytes) {
        case nil: error.detail = "it has no swap header"
        case .hibernation(let magic)?: error.detail = .joining("it holds a hibernation image (", magic, ")")
        case .swap(let header)?:
            if header.pageSize != PageSize.current {
                error.detail =
                    .joining(
                        "its header was made for pages of ", BinaryUnits.exact(header.pageSize),
                        ", and this kernel has ")
                    + BinaryUnits.exact(PageSize.current)
            }
        }
        return error
    }
}
