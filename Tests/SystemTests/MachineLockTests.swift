import Foundation
import Support
import Testing

@testable import System

@Suite("The lock of the machine")
struct MachineLockTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func places(_ names: String..., object: String? = nil) -> RuntimePlaces {
        RuntimePlaces(object: object.map { folder[$0] }, folders: names.map { folder[$0] })
    }

    /// The names of the places that hold a lock file.
    private func locked(_ places: RuntimePlaces) -> [String] {
        places.folders.filter { access($0 + "/zramctl-swift/lock", F_OK) == 0 }.map {
            String($0.split(separator: "/").last ?? "")
        }
    }

    private func isHeld(_ places: RuntimePlaces) throws -> Bool {
        do throws(SystemError) {
            _ = try MachineLock.take(places)
            return false
        } catch {
            #expect(error.code == Errno.again, "\(error.text)")
            return true
        }
    }

    @Test("Its files are root's alone, whatever the umask is")
    func modes() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            umask(0)
            _ = try MachineLock.take(RuntimePlaces(object: nil, folders: [folder.path]))
            #expect(folder.status("zramctl-swift").st_mode == S_IFDIR | 0o700)
            #expect(folder.status("zramctl-swift/lock").st_mode == S_IFREG | 0o600)
        }
    }

    @Test("A private folder suffices, and what comes after it is left alone")
    func privatePlace() throws {
        folder.makeFolder("run")
        folder.makeFolder("tmp", mode: 0o1777)
        let places = places("run", "tmp")
        let lock = try MachineLock.take(places)
        #expect(locked(places) == ["run"])
        #expect(try isHeld(places))
        _ = consume lock
    }

    @Test("Without the object a folder with the sticky bit counts, and all places up to a private one are locked")
    func sharedPlaces() throws {
        folder.makeFolder("run", mode: 0o1777)
        folder.makeFolder("shm", mode: 0o1777)
        folder.makeFolder("dev")
        folder.makeFolder("rest")
        let places = places("run", "shm", "dev", "rest")
        let lock = try MachineLock.take(places)
        #expect(locked(places) == ["run", "shm", "dev"])
        // Whoever takes another name there first next time gains nothing.
        #expect(try isHeld(self.places("missing", "shm", "rest")))
        #expect(try !isHeld(self.places("rest")))
        _ = consume lock
    }

    @Test("With the object one folder with the sticky bit is enough")
    func sharedPlaceAndObject() throws {
        try folder.write("object", mode: 0o200)
        folder.makeFolder("run", mode: 0o1777)
        folder.makeFolder("tmp", mode: 0o1777)
        let places = places("run", "tmp", object: "object")
        let lock = try MachineLock.take(places)
        #expect(locked(places) == ["run"])
        _ = consume lock
    }

    @Test(
        "Runs that see different folders exclude each other by the object, and those with different objects by a folder"
    )
    func differentViews() throws {
        try folder.write("object", mode: 0o200)
        try folder.write("other object", mode: 0o200)
        folder.makeFolder("run")
        folder.makeFolder("tmp")
        let lock = try MachineLock.take(places("tmp", object: "object"))
        #expect(try isHeld(places("run", object: "object")))
        #expect(try isHeld(places(object: "object")))
        #expect(try isHeld(places("tmp", object: "other object")))
        #expect(try isHeld(places("tmp", object: "missing")))
        #expect(try !isHeld(places("run", object: "other object")))
        _ = consume lock
    }

    @Test("An object that others can open is not locked", arguments: [0o644, 0o220, 0o202] as [mode_t])
    func openObject(mode: mode_t) throws {
        try folder.write("object", mode: mode)
        folder.makeFolder("run")
        let error = try #require(throws: SystemError.self) { _ = try MachineLock.take(places(object: "object")) }
        #expect(
            error.text == "lock this machine: no place is safe for the lock; lock \(folder["object"]): Operation not "
                + "permitted (EPERM); others than root may open it")
        let lock = try MachineLock.take(places("run", object: "object"))
        #expect(try isHeld(places("run")))
        _ = consume lock
    }

    @Test("One folder under two names is locked once")
    func sameFolder() throws {
        folder.makeFolder("run", mode: 0o1777)
        symlink("run", folder["var"])
        folder.makeFolder("tmp", mode: 0o1777)
        let places = places("run", "var", "tmp")
        let lock = try MachineLock.take(places)
        #expect(locked(places) == ["run", "var", "tmp"])
        _ = consume lock
    }

    @Test("Links that root alone could have created are followed, relative and absolute ones, several in a row")
    func ownLinks() throws {
        folder.makeFolder("var")
        folder.makeFolder("tmp", mode: 0o1777)
        folder.makeFolder("tmp/run")
        symlink(folder["var/run"], folder["run"])
        symlink("../tmp/./run", folder["var/run"])
        let lock = try MachineLock.take(places("run"))
        #expect(folder.status("tmp/run/zramctl-swift/lock").st_mode == S_IFREG | 0o600)
        _ = consume lock
    }

    @Test("A place that somebody else has taken, or could take, is passed over for the next")
    func hostile() throws {
        folder.makeFolder("safe")
        folder.makeFolder("target")
        for name in ["their link", "sticky/link", "theirs", "open", "squatted", "linked", "loose", "file", "loop"] {
            if name.contains("/") { folder.makeFolder("sticky", mode: 0o1777) }
            switch name {
            case "their link":
                symlink(folder["target"], folder[name])
                #expect(lchown(folder[name], 1234, 0) == 0)
            case "sticky/link": symlink(folder["target"], folder[name])
            case "theirs":
                folder.makeFolder(name)
                #expect(chown(folder[name], 1234, 0) == 0)
            case "open": folder.makeFolder(name, mode: 0o777)
            case "squatted":
                folder.makeFolder(name, mode: 0o1777)
                folder.makeFolder(name + "/zramctl-swift", mode: 0o700)
                #expect(chown(folder[name + "/zramctl-swift"], 1234, 0) == 0)
            case "linked":
                folder.makeFolder(name, mode: 0o1777)
                symlink(folder["target"], folder[name + "/zramctl-swift"])
            case "loose":
                folder.makeFolder(name)
                folder.makeFolder(name + "/zramctl-swift", mode: 0o777)
            case "file": try folder.write(name)
            default: symlink(name, folder[name])
            }
            let alone = places(name)
            #expect(throws: SystemError.self, "\(name)") { _ = try MachineLock.take(alone) }
            #expect(MachineLock.obstacle(alone) != nil, "\(name)")
            let places = RuntimePlaces(object: nil, folders: alone.folders + [folder["safe"]])
            #expect(MachineLock.obstacle(places) == nil, "\(name)")
            let lock = try MachineLock.take(places)
            #expect(try isHeld(self.places("safe")), "\(name)")
            _ = consume lock
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder["target"]).isEmpty)
    }

    @Test("Where no place is safe each one's reason is named")
    func noPlace() throws {
        folder.makeFolder("theirs")
        #expect(chown(folder["theirs"], 1234, 0) == 0)
        let places = places("missing", "theirs", object: "none")
        let text =
            "lock this machine: no place is safe for the lock; OBJECT \(folder["none"]): No such file or directory (ENOENT); "
            + "open \(folder["missing"]): No such file or directory (ENOENT); use \(folder["theirs"]): Operation not "
            + "permitted (EPERM); the directory belongs to user 1234, not to root"
        let error = try #require(throws: SystemError.self) { _ = try MachineLock.take(places) }
        #expect(error.text == text.replacing("OBJECT", with: "open"))
        #expect(MachineLock.obstacle(places)?.text == text.replacing("OBJECT", with: "stat"))
    }

    @Test("Looking for an obstacle creates nothing")
    func readOnly() throws {
        folder.makeFolder("run")
        #expect(MachineLock.obstacle(places("run")) == nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder["run"]).isEmpty)
    }

    @Test("Of many at once only one is inside, and those that wait get in one after the other")
    func many() async throws {
        let places = places("run")
        folder.makeFolder("run")
        let marker = folder["inside"]
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    let lock = try MachineLock.take(places, deadline: RetryDeadline(milliseconds: 60_000))
                    // Fails when another one is in here.
                    let descriptor = open(marker, O_CREAT | O_EXCL, 0o600)
                    usleep(2000)
                    if descriptor >= 0 { unlink(marker) }
                    close(descriptor)
                    _ = consume lock
                    return descriptor >= 0
                }
            }
            for try await wasAlone in group { #expect(wasAlone) }
        }
    }
}
