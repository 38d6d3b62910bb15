import Text

// One cause, one failure: what fails only because something else does is skipped, and names it.

extension [Verdict] {
    /// Marks the verdicts that follow from another failure. Waived rules are no cause: what follows from them is judged by
    /// itself.
    mutating func skipFollowers() {
        let causes = indices.map { self[$0].canFollow ? cause(of: $0) : nil }
        for index in indices {
            var root = index
            // More steps than there are verdicts lead round in a circle, and then one failure must stay.
            for _ in indices { root = causes[root] ?? root }
            guard root != index, causes[root] == nil else { continue }
            self[index].status = .skipped
            self[index].cause = self[root].rule.id
        }
    }

    /// The failure that a verdict follows from; nil for none.
    private func cause(of index: Int) -> Int? {
        var found: Int?
        for other in indices where other != index && self[other].status == .fail {
            // Of two with the same cause, and of two that need each other, the first stays.
            let isSame = other < index && self[index].hasCauseOf(self[other])
            let isDependent =
                self[index].dependsOn(self[other]) && (other < index || !self[other].dependsOn(self[index]))
            if isSame || isDependent { found = found ?? other }
        }
        return found
    }
}

extension Verdict {
    fileprivate var canFollow: Bool {
        switch status {
        case .fail, .unknown, .warn: rule.check != .own || symbol != nil
        case .pass, .skipped, .waived: false
        }
    }

    /// Whether the same change of the same option mends both.
    fileprivate func hasCauseOf(_ other: Verdict) -> Bool {
        guard let symbol, symbol == other.symbol else { return false }
        return change == other.change && remedy == other.remedy
    }

    /// Whether it fails because the other one does.
    fileprivate func dependsOn(_ other: Verdict) -> Bool {
        switch rule.check {
        // With the controller built in it is the parameter that takes it away, and without it the parameter takes nothing.
        case .memoryController, .swapAccounting: return other.isLimit && other.symbol != nil && other.found != "y"
        default: break
        }
        if isLimit, found == "y" {
            if other.rule.check == .memoryController { return true }
            if other.rule.check == .swapAccounting { return rule.id.utf8.starts(with: "MEMCG-SWAP".utf8) }
        }
        // What this version cannot have at all has that for a cause, and so has a module that may be none.
        guard let symbol, let needed = other.symbol, other.change != nil, found == nil || found == "n" else {
            return false
        }
        guard symbol != needed else { return false }
        return rule.dependencies.contains { $0.name == needed } || rule.check == .defaultAlgorithm && needed == "ZRAM"
    }

    private var isLimit: Bool { rule.id.utf8.starts(with: "MEMCG".utf8) }
}
