import Planning
import Text

/// The words and marks for resources and what happens to them.
enum ResourceText {
    /// `zram.zram0`
    static func name(_ resource: Resource) -> String { Printable.text(resource.text) }

    /// `zram.zram0, cgroups.app`
    static func list(_ resources: [Resource]) -> String {
        var text = ""
        for resource in resources {
            if !text.isEmpty { text.add(", ") }
            text.add(name(resource))
        }
        return text
    }

    /// The line that says what a plan cannot help; nothing when there is no such resource.
    static func addBlocked(_ changes: [ResourceChange], _ style: Style, into text: inout String) {
        guard !changes.isEmpty else { return }
        var count = "Blocked: "
        count.add(changes.count)
        text.add(style.paint(count, .error), " cannot be done here: ", list(changes.map { $0.resource }), ".\n")
    }

    /// Three columns that distinguish the actions without color.
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
