extension Plan {
    /// Creates, then changes, then replaces, each in the given order; a resource in sync stands among the creates.
    package static func putInOrder(_ changes: inout [ResourceChange]) {
        var order: [Int] = []
        for rank in 0..<3 {
            for index in changes.indices where changes[index].action.rank == rank { order.append(index) }
            if rank == 0, order.count == changes.count { return }
        }
        changes = order.map { changes[$0] }
    }
}

extension Action {
    fileprivate var rank: Int {
        switch self {
        case .change: 1
        case .replace: 2
        default: 0
        }
    }
}
