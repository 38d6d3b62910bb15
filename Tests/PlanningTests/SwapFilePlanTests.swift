import LiveState
import Planning
import Profiles
import Resources
import Support
import Testing
import Text

@Suite("Plans for swap files")
struct SwapFilePlanTests {
    @Test("Files are made, kept, switched and set up again", arguments: workingCases)
    func working(_ example: PlanCase) throws { try example.checkMake() }

    private static let workingCases = [
        PlanCase(
            "A file that is not there, its size rounded down",
            profile: "swap_files: { /var/swap: { size: 1000000, priority: 5, discard: pages } }",
            plan: """
                create swap_files./var/swap
                  size: - -> 976K
                  priority: - -> 5
                  discard: - -> pages
                  make /var/swap 999424
                  swapon /var/swap 5 discard=pages
                """),
        PlanCase("In sync", profile: "swap_files: { /var/swap: { size: 1M } }", plan: "inSync swap_files./var/swap") {
            $0.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
        },
        PlanCase(
            "A file that is swap and not in use", profile: "swap_files: { /var/swap: { size: 1M, priority: 5 } }",
            plan: """
                create swap_files./var/swap
                  active: no -> yes
                  swapon /var/swap 5
                """
        ) { $0.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte)) },
        PlanCase(
            "Another priority", profile: "swap_files: { /var/swap: { size: 1M } }",
            plan: """
                change swap_files./var/swap
                  priority: 5 -> automatic
                  swap in: 4096
                  swapoff /var/swap 4096
                  swapon /var/swap automatic
                """
        ) { $0.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte), priority: .fixed(5), used: 4096) },
        PlanCase(
            "Another size, of an area in use", profile: "swap_files: { /var/swap: { size: 2M } }",
            plan: """
                replace swap_files./var/swap
                  size: 1M -> 2M
                  swap in: 4096
                  make /var/swap 2097152 in its place
                  swapoff /var/swap 4096
                  place /var/swap
                  swapon /var/swap automatic
                  rm /var/.swap.zramctl-swift-old
                """
        ) { $0.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte), priority: .automatic, used: 4096) },
        PlanCase(
            "Another discard policy, which the header has to remember",
            profile: "swap_files: { /var/swap: { size: 1M, discard: once } }",
            plan: """
                change swap_files./var/swap
                  discard: both -> once
                  swapoff /var/swap 0
                  format /var/swap 1048576 label= over swap
                  swapon /var/swap automatic discard=once
                """
        ) {
            $0.addFile(
                "/var/swap", size: mebibyte, content: .swap(mebibyte, discard: .both), priority: .automatic)
        },
        PlanCase(
            "Another discard policy of a file that is not in use",
            profile: "swap_files: { /var/swap: { size: 1M, discard: once } }",
            plan: """
                change swap_files./var/swap
                  discard: both -> once
                  active: no -> yes
                  format /var/swap 1048576 label= over swap
                  swapon /var/swap automatic discard=once
                """
        ) { $0.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte, discard: .both)) },
        PlanCase(
            "Another discard policy and another size",
            profile: "swap_files: { /var/swap: { size: 2M, discard: once } }",
            plan: """
                replace swap_files./var/swap
                  size: 1M -> 2M
                  discard: both -> once
                  make /var/swap 2097152 in its place
                  swapoff /var/swap 0
                  place /var/swap
                  swapon /var/swap automatic discard=once
                  rm /var/.swap.zramctl-swift-old
                """
        ) {
            $0.addFile(
                "/var/swap", size: mebibyte, content: .swap(mebibyte, discard: .both), priority: .automatic)
        },
        PlanCase(
            "A file in use that others may open", profile: "swap_files: { /var/swap: { size: 1M } }",
            plan: """
                inSync swap_files./var/swap
                  warning 2:15 /var/swap holds swapped memory, and others may open it (mode 0644) // chown root /var/swap && chmod 600 /var/swap
                """
        ) {
            $0.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
            $0.files["/var/swap"]?.mode = 0o644
        },
        PlanCase(
            "A file with holes, another owner, an open mode and another page size",
            profile: "swap_files: { /var/swap: { size: 1M } }",
            plan: """
                replace swap_files./var/swap
                  page_size: 64K -> 4K
                  holes: 256K -> 0
                  owner: 1000 -> 0
                  mode: 0640 -> 0600
                  make /var/swap 1048576 in its place
                  place /var/swap
                  swapon /var/swap automatic
                  rm /var/.swap.zramctl-swift-old
                """
        ) {
            $0.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte, pageSize: 65536))
            $0.files["/var/swap"]?.allocated = 786_432
            $0.files["/var/swap"]?.owner = 1000
            $0.files["/var/swap"]?.mode = 0o640
        },
        PlanCase(
            "An empty file has nothing to lose", profile: "swap_files: { /var/swap: { size: 1M } }",
            plan: """
                create swap_files./var/swap
                  size: - -> 1M
                  make /var/swap 1048576 in its place
                  place /var/swap
                  swapon /var/swap automatic
                  rm /var/.swap.zramctl-swift-old
                """
        ) { $0.addFile("/var/swap", size: 0, content: .empty) },
        PlanCase(
            "overwrite takes the place of other data",
            profile: "swap_files: { /var/swap: { size: 1M, overwrite: true } }",
            plan: """
                replace swap_files./var/swap
                  content: squashfs -> swap
                  size: - -> 1M
                  make /var/swap 1048576 in its place
                  place /var/swap
                  swapon /var/swap automatic
                  rm /var/.swap.zramctl-swift-old
                """
        ) { $0.addFile("/var/swap", size: mebibyte, content: .foreign("squashfs")) },
        PlanCase(
            "A share of the free space counts the profile's own files as free",
            profile: """
                swap_files:
                  /var/a: { size: disk_free / 4 }
                  /var/b: { size: disk_free / 8 }
                """,
            plan: """
                create swap_files./var/b
                  size: - -> 8M
                  make /var/b 8388608
                  swapon /var/b automatic
                replace swap_files./var/a
                  size: 14M -> 16M
                  make /var/a 16777216 in its place
                  swapoff /var/a 0
                  place /var/a
                  swapon /var/a automatic
                  rm /var/.a.zramctl-swift-old
                """
        ) {
            $0.folders["/var"]?.free = 50 * mebibyte
            $0.addFile("/var/a", size: 14 * mebibyte, content: .swap(14 * mebibyte), priority: .automatic)
        },
        PlanCase(
            "A share of the free space that has moved by less than a sixteenth",
            profile: "swap_files: { /var/a: { size: disk_free / 4 } }", plan: "inSync swap_files./var/a"
        ) {
            $0.folders["/var"]?.free = 48 * mebibyte
            $0.addFile("/var/a", size: 15 * mebibyte, content: .swap(15 * mebibyte), priority: .automatic)
        },
        PlanCase(
            "A fixed size is exact", profile: "swap_files: { /var/a: { size: 1M } }",
            plan: """
                replace swap_files./var/a
                  size: 1028K -> 1M
                  make /var/a 1048576 in its place
                  swapoff /var/a 0
                  place /var/a
                  swapon /var/a automatic
                  rm /var/.a.zramctl-swift-old
                """
        ) {
            let size = mebibyte + 4096
            $0.addFile("/var/a", size: size, content: .swap(size), priority: .automatic)
        },
    ]

    @Test("A swap file that cannot be had is reported at its line", arguments: blockedCases)
    func blocked(_ example: PlanCase) throws { try example.checkMake() }

    private static let blockedCases = [
        PlanCase(
            "No folder", profile: "swap_files: { /srv/swap: { size: 1M } }",
            plan: """
                blocked swap_files./srv/swap
                  error 2:15 the folder of /srv/swap does not exist // make it, or mount what it is on, first
                """),
        PlanCase(
            "Too small", profile: "swap_files: { /var/swap: { size: 40959 } }",
            plan: """
                blocked swap_files./var/swap
                  error 2:34 40959 is too small for swap, which needs 10 pages // use at least 40K
                """),
        PlanCase(
            "Not a file", profile: "swap_files: { /var/swap: { size: 1M, overwrite: true } }",
            plan: """
                blocked swap_files./var/swap
                  error 2:15 /var/swap is a directory, not a regular file // take another path
                """
        ) {
            $0.addFile("/var/swap", size: 0, content: .unknown("a directory"))
            $0.files["/var/swap"]?.kind = .other("directory")
        },
        PlanCase(
            "Other data, a file of unknown data, a hibernation image, and what cannot be read",
            profile: """
                swap_files:
                  /var/a: { size: 1M }
                  /var/b: { size: 1M }
                  /var/c: { size: 1M, overwrite: true }
                  /var/d: { size: 1M, overwrite: true }
                """,
            plan: """
                blocked swap_files./var/a
                  error 3:3 /var/a holds squashfs // take another path, or write `overwrite: true` to lose what it holds
                blocked swap_files./var/b
                  error 4:3 /var/b holds data that is not swap // take another path, or write `overwrite: true` to lose what it holds
                blocked swap_files./var/c
                  error 5:3 /var/c holds a hibernation image (S1SUSPEND) // resume the hibernated system first, or give its session up by hand: mkswap /var/c
                blocked swap_files./var/d
                  error 6:3 the content of /var/d is unknown: Permission denied (EACCES) // run this as root
                """
        ) {
            $0.addFile("/var/a", size: mebibyte, content: .foreign("squashfs"))
            $0.addFile("/var/b", size: 12, content: .empty)
            $0.addFile("/var/c", size: mebibyte, content: .hibernation("S1SUSPEND"))
            $0.addFile("/var/d", size: mebibyte, content: .denied("Permission denied (EACCES)"))
        },
        PlanCase(
            "File systems that cannot hold swap",
            profile: """
                swap_files:
                  /tmp/swap: { size: 1M }
                  /ro/swap: { size: 1M }
                  /card/swap: { size: 1M }
                """,
            plan: """
                blocked swap_files./tmp/swap
                  error 3:3 /tmp/swap is on tmpfs, which cannot hold swap // take a path on a disk's own file system, as ext4
                blocked swap_files./ro/swap
                  error 4:3 /ro/swap is on squashfs, which cannot hold swap // take a path on a disk's own file system, as ext4
                blocked swap_files./card/swap
                  error 5:3 others may read all files on the vfat of /card/swap, and swap holds what programs have in memory // mount it with umask=0077
                """
        ) {
            $0.folders["/tmp"] = SimulatedFileSystem(type: "tmpfs")
            $0.folders["/ro"] = SimulatedFileSystem(type: "squashfs")
            $0.folders["/card"] = SimulatedFileSystem(type: "vfat")
        },
        PlanCase(
            "A folder that others may write to", profile: "swap_files: { /var/swap: { size: 1M } }",
            plan: """
                blocked swap_files./var/swap
                  error 2:15 others may write to the folder of /var/swap (mode 1777) // take a folder that only root may write to
                """
        ) {
            $0.folders["/var"]?.folderMode = 0o1777
        },
        PlanCase(
            "Not enough room, for two files together and beside an old one",
            profile: """
                swap_files:
                  /var/a: { size: 40M }
                  /var/b: { size: 40M }
                  /mnt/c: { size: 30M }
                """,
            plan: """
                create swap_files./var/a
                  size: - -> 40M
                  make /var/a 41943040
                  swapon /var/a automatic
                blocked swap_files./var/b
                  size: - -> 40M
                  error 4:19 /var/b needs 40M and 4M to spare, and its file system has 10M free // make room, or take a smaller size
                blocked swap_files./mnt/c
                  size: 64M -> 30M
                  error 5:19 /mnt/c needs 30M and 4M to spare, and its file system has 20M free beside the old file // make room, or take the old file away first: swapoff /mnt/c; rm /mnt/c
                """
        ) {
            $0.folders["/var"]?.free = 50 * mebibyte
            $0.folders["/mnt"] = SimulatedFileSystem(free: 20 * mebibyte)
            $0.addFile("/mnt/c", size: 64 * mebibyte, content: .swap(64 * mebibyte), priority: .automatic)
        },
        PlanCase(
            "A deleted file in use", profile: "swap_files: { /var/swap: { size: 1M } }",
            plan: """
                blocked swap_files./var/swap
                  error 2:15 /var/swap was deleted while it is in use as swap, and cannot be switched off by its name any more // reboot to be rid of it, or take another path
                """
        ) {
            $0.areas = [SimulatedArea(path: "/var/swap", kind: .file, size: mebibyte, isDeleted: true)]
        },
    ]

    private static let untrusted: [(@Sendable (inout SwapFileState) -> Void, String, String)] = [
        ({ $0.owner = 1000 }, "it belongs to user 1000", "chown root /var/swap"),
        ({ $0.mode = 0o644 }, "others may open it (mode 0644)", "chmod 600 /var/swap"),
        ({ $0.links = 2 }, "it has 2 names (hard links)", "remove the others"),
    ]

    @Test("A file in use that would not be switched on again is not switched off", arguments: untrusted)
    func notSwitchedOn(_ change: @Sendable (inout SwapFileState) -> Void, _ reason: String, _ help: String) throws {
        let profile = try Profile.parse(
            SourceText(name: "profile.yaml", text: "version: 1\nswap_files: { /var/swap: { size: 1M, priority: 1 } }\n")
        )
        var kernel = SimulatedKernel()
        kernel.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte), priority: .automatic)
        var state = kernel.state(for: StateQuery(profile))
        change(&state.files[0])
        #expect(
            Plan.make(profile, on: state).dump == """
                blocked swap_files./var/swap
                  priority: automatic -> 1
                  error 2:15 /var/swap would not be switched on again: \(reason) // \(help)
                """)
        state.files[0] = kernel.state(for: StateQuery(profile)).files[0]
        state.files[0].folderMode = 0o775
        #expect(Plan.make(profile, on: state).changes[0].action == .blocked)
    }

    @Test("What a hand-made state says of swap files", arguments: stateCases)
    func states(
        _ name: String, _ change: @Sendable (inout SwapFileState) -> Void, _ dump: String
    ) throws {
        let profile = try Profile.parse(
            SourceText(name: "profile.yaml", text: "version: 1\nswap_files: { /var/swap: { size: 1M } }\n"))
        var kernel = SimulatedKernel()
        kernel.addFile("/var/swap", size: mebibyte, content: .swap(mebibyte))
        var state = kernel.state(for: StateQuery(profile))
        change(&state.files[0])
        #expect(Plan.make(profile, on: state).dump == dump)
    }

    private static let stateCases: [(String, @Sendable (inout SwapFileState) -> Void, String)] = [
        (
            "A hard link", { $0.links = 2 },
            """
            blocked swap_files./var/swap
              error 2:15 /var/swap has 2 names (hard links), and swap would be open to whoever has another // take another path, or remove the file
            """
        ),
        (
            "A read-only mount", { $0.isReadOnly = true },
            """
            blocked swap_files./var/swap
              error 2:15 /var/swap is on a read-only file system // mount it writable first, or take another path
            """
        ),
        (
            "A folder of someone else's", { $0.folderOwner = 1000 },
            """
            blocked swap_files./var/swap
              error 2:15 the folder of /var/swap belongs to user 1000 // take a folder of root's own
            """
        ),
        (
            "A link on the way", { $0.folderObstacle = "/var: a symbolic link is not followed here" },
            """
            blocked swap_files./var/swap
              error 2:15 the way to /var/swap is not safe: /var: a symbolic link is not followed here // take a path without symbolic links, through folders that only root may write to
            """
        ),
        (
            "A btrfs on several devices",
            {
                $0.fileSystem = "btrfs"
                $0.fileSystemDevices = 2
                $0.size = 4096
            },
            """
            replace swap_files./var/swap
              size: 4K -> 1M
              make /var/swap 1048576 in its place
              place /var/swap
              swapon /var/swap automatic
              rm /var/.swap.zramctl-swift-old
              warning 2:15 /var/swap is on a btrfs of 2 devices, and swapon fails unless all of the file is on one // take a file system on one device
            """
        ),
        (
            "A copied state without the file",
            {
                $0 = SwapFileState(
                    path: $0.path,
                    active: ActiveSwap(path: $0.path, kind: .file, size: mebibyte - 4096, priority: .automatic))
            },
            "inSync swap_files./var/swap"
        ),
    ]
}
