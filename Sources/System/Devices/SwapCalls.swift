import CSystem
import Text

/// swapon(2) and swapoff(2).
package enum SwapCalls {
    /// - Parameters:
    ///   - path: of a block device or a file.
    ///   - name: what to call it in an error, where `path` is a detour.
    ///   - flags: SWAP_FLAG_PREFER with the priority, SWAP_FLAG_DISCARD and its kin.
    package static func on(_ path: String, name: String, flags: Int32) throws(SystemError) {
        guard unsafe path.withCString({ unsafe swapon($0, flags) }) == 0 else { throw .current("swapon", name) }
    }

    /// Switches an area off in a child process.
    ///
    /// The kernel reads everything back into memory, and when there is too little its OOM killer takes the process that
    /// is in swapoff(2) first. That is then the child, and this program goes on to say so.
    ///
    /// - Parameter goesOn: asked up to ten times a second; false gives up, and the area stays in use.
    package static func off(_ path: String, while goesOn: () -> Bool) throws(SystemError) {
        let child = unsafe path.withCString { unsafe csystem_fork_swapoff($0) }
        guard child >= 0 else { throw .current("fork for swapoff", path) }
        let (end, isKilled) = try Processes.wait(for: child, name: "swapoff " + path, while: goesOn)
        switch end {
        case .exited(0): return
        case .killed(SIGKILL) where isKilled:
            throw SystemError("swapoff", path, code: Errno.interrupted, detail: "the area is still in use")
        case .exited(let code): throw SystemError("swapoff", path, code: code)
        case .killed(SIGKILL):
            throw SystemError(
                "swapoff", path, code: Errno.outOfMemory,
                detail: "the kernel killed the process that was switching it off; the area is still in use")
        case .killed(let signal):
            throw SystemError(
                "swapoff", path, code: Errno.interrupted, detail: .joining("ended by signal ", signal.description))
        }
    }
}
