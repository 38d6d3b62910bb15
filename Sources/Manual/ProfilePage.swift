import CommandLine
import Profiles

/// zramctl-swift.yaml(5)
enum ProfilePage {
    /// Each mapping of the format: its title, its table, and what its entries are.
    private static let mappings: [(title: String, keys: [ProfileKey], about: String)] = [
        ("The document", ProfileKeys.document, "The keys of the file itself."),
        (
            "zram", ProfileKeys.zram,
            "An entry is a device: zram0 is that one, and a name of your own, at most 15 bytes, takes a free one and is"
                + " kept as the label of its swap area. Its keys:"
        ),
        (
            "swap of a zram device", ProfileKeys.swap,
            "How the device is used as swap; with braces, on one line. Its keys:"
        ),
        ("swap_files", ProfileKeys.swapFile, "An entry is the absolute path of a file. Its keys:"),
        (
            "swap_devices", ProfileKeys.swapDevice,
            "An entry is the path of a block device, or UUID=, LABEL=, PARTUUID= or PARTLABEL= with what it has. Its keys:"
        ),
        (
            "cgroups", ProfileKeys.cgroup,
            "An entry is the path of a cgroup below /sys/fs/cgroup. Only the limits that are named are managed. On a v1"
                + " or hybrid machine memory.max and memory.swap.max are translated. Its keys:"
        ),
        (
            "kernel", ProfileKeys.kernel,
            "What is asked of the kernel itself. Options are named with or without CONFIG_; names of other versions are"
                + " understood. Its keys:"
        ),
    ]

    static func render(date: String) -> String {
        var page = Mdoc(
            ProgramIdentity.name + ".yaml", section: "5", date: date,
            summary: "profile of zram devices, swap and memory limits")
        page.section("DESCRIPTION")
        page.prose(
            "The profile of zramctl-swift is a YAML file of at most 1 MiB. Unknown keys, duplicate keys and values of a"
                + " wrong type are errors, and a profile with an error changes nothing.")
        page.section("KEYS")
        for mapping in mappings {
            page.add(".Ss \(mapping.title)")
            page.prose(mapping.about)
            page.list { list in
                for key in mapping.keys {
                    list.item("Cm \(Mdoc.escape(key.name))")
                    list.prose(type(key.type) + (key.isRequired ? "; required. " : ". ") + meaning(key.word))
                    if let sentence = ProfileDefaults.sentence(mapping.title, key.name) { list.prose(sentence) }
                }
            }
        }
        page.section("EXPRESSIONS")
        page.prose(
            "A size is a number of bytes, or a number with K, M, G or T, powers of 1024; there are no decimal units. 25% is"
                + " a share of RAM, ram is all of it, disk_free (swap files only) is the free space of the file system; a"
                + " file whose size has disk_free in it is in sync within a sixteenth. + - * / and parentheses compute,"
                + " min(a, b) and max(a, b) choose. Within braces, quote an expression that has a comma. zram sizes are"
                + " rounded up to a page, all others down.")
        page.section("EXAMPLES")
        page.example(
            """
            version: 1
            zram:
              zram0:
                size: min(ram / 2, 512M)
                algorithm: zstd(level=3)
                mem_limit: ram / 4
                swap: { priority: 100, discard: once }
            swap_files:
              /var/swap: { size: 256M, priority: 10 }
            swap_devices:
              LABEL=board-swap: { priority: 5 }
            cgroups:
              app:
                memory.high: 60%
                memory.max: 80%
            unmanaged: keep
            kernel:
              require: { IKCONFIG_PROC: y }
              waive: { ZSWAP-DEFAULT-ON: switched off by the boot loader }
            """)
        page.section("SEE ALSO")
        page.add(".Xr swapon 8 ,")
        page.add(".Xr \(ProgramIdentity.name) 8")
        return page.text
    }

    private static func type(_ type: ProfileValueType) -> String {
        switch type {
        case .version: "1"
        case .entries: "A mapping of names to entries, described below"
        case .options: "A mapping, described below"
        case .size(.limit): "A size, or max for none"
        case .size: "A size"
        case .algorithm: "A name, with parameters in parentheses if any: zstd(level=3)"
        case .priority: "0 to 32767"
        case .discard: "none, once, pages or both"
        case .unmanaged: "keep or remove"
        case .boolean: "true or false"
        case .bit: "true, false, 1 or 0"
        case .kernelOptions: "A mapping of options to their values, or a list of options"
        case .features: "A list of recompression, writeback, tracking and cgroup_v1"
        case .waivers: "A mapping of rules to reasons"
        }
    }

    private static func meaning(_ word: ProfileKey.Word) -> String {
        switch word {
        case .version: "The version of the format."
        case .zram: "zram devices."
        case .swapFiles: "Swap files."
        case .swapDevices: "Swap partitions and other block devices."
        case .cgroups: "Memory limits of cgroups."
        case .unmanaged:
            "What happens to active swap that the profile does not name: it is shown and left alone, or switched off."
        case .size: "How much it holds, for zram before compression."
        case .algorithm: "The compressor, as comp_algorithm lists it. Parameters need Linux 6.12."
        case .memoryLimit: "The most memory that the compressed data may take."
        case .swap: "How it is used as swap."
        case .overwrite:
            "Whether something that is there and not swap, such as a file system, may be destroyed. A hibernation image"
                + " never is."
        case .priority: "The higher is used first. Without one the kernel chooses, below every fixed one."
        case .discard:
            "Which freed space the device discards: none, the whole area once at swapon, every freed cluster of pages, or"
                + " both."
        case .format: "Whether it is given a swap header where it has none."
        case .memoryMin: "Memory that is never taken from the cgroup."
        case .memoryLow: "Memory that is taken from it only when there is nothing else to take."
        case .memoryHigh: "From here on it is slowed down and its memory reclaimed."
        case .memoryMax: "What it never has more of: beyond, a process is killed."
        case .swapHigh: "From here on its processes are slowed down."
        case .swapMax: "The most swap that it may take."
        case .oomGroup: "Whether all its processes are killed together."
        case .kernel: "What check holds a kernel against, beyond what the other sections need."
        case .require: "Options of the kernel's configuration that it must have: ZRAM: [y, m]. Without values, y or m."
        case .recommend: "Options that it should have."
        case .forbid: "Options, or values of them, that it must not have."
        case .features: "What is used beside this program, and needs options of its own."
        case .waive: "Rules, by their ids, that may fail; each with the reason, which every report shows."
        }
    }
}
