import CommandLine
import Profiles
import Resources

/// zramctl-swift.yaml(5)
enum ProfilePage {
    /// Every mapping of the format.
    private static let mappings = [Profile.help] + Catalog.help + [KernelSection.help]

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
                    list.prose("\(type(key.type))\(key.isRequired ? "; required. " : ". ")\(key.meaning)")
                    if !key.isRequired { list.prose("\(key.omission)") }
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
        case .number(let least, let most): "\(least) to \(most)"
        case .discard: "none, once, pages or both"
        case .unmanaged: "keep or remove"
        case .boolean: "true or false"
        case .bit: "true, false, 1 or 0"
        case .kernelOptions: "A mapping of options to their values, or a list of options"
        case .features: "A list of recompression, writeback, tracking and cgroup_v1"
        case .waivers: "A mapping of rules to reasons"
        }
    }
}
