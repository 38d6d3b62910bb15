import Planning

/// The words and marks for resources and what happens to them.
enum ResourceText {
    /// `zram.zram0`
    static func name(_ resource: Resource) -> String { Printable.text(resource.text) }

    /// `zram.zram0, cgroups.app`
    static func list(_ resources: [Resource]) -> String {
        var text = ""
        for (index, resource) in resources.enumerated() { text += (index > 0 ? ", " : "") + name(resource) }
        return text
    }

    /// Three columns that tell the actions apart without color.
    static func mark(_ action: Action) -> String {
        switch action {
        case .create: "  +"
        case .change: "  ~"
        case .replace: "-/+"
        case .remove: "  -"
        case .inSync: "  ="
        case .unmanaged: "  ."
        case .blocked: "  !"
        }
    }

    /// What a plan calls the action.
    static func word(_ action: Action) -> String {
        switch action {
        case .create: "create"
        case .change: "change in place"
        case .replace: "replace"
        case .remove: "remove"
        case .inSync: "in sync"
        case .unmanaged: "unmanaged"
        case .blocked: "blocked"
        }
    }

    /// What was done, once it is.
    static func doneWord(_ action: Action) -> String {
        switch action {
        case .create: "created"
        case .change: "changed"
        case .replace: "replaced"
        case .remove: "removed"
        case .inSync: "in sync"
        case .unmanaged: "left as it is"
        case .blocked: "not possible here"
        }
    }

    static func tone(_ action: Action) -> Style.Tone? {
        switch action {
        case .create: .added
        case .change: .changed
        case .replace: .replaced
        case .remove: .removed
        case .inSync: nil
        case .unmanaged: .faint
        case .blocked: .error
        }
    }
}
