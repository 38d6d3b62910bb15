/// Finds what was meant by a word that is not among the valid ones.
package enum NearestWord {
    /// The valid word with the fewest changed, added or left-out letters; else the only one that the word begins or that
    /// ends it, as `prio` does `priority` and `disksize` has `size`. nil when none is near enough to be meant.
    package static func find(_ word: String, in words: [String]) -> String? {
        let typed = lowercase(word)
        // Nobody means a word of the profile by anything longer.
        guard typed.count <= 40 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in words {
            let distance = distance(typed, lowercase(candidate))
            if distance < best?.distance ?? Int.max { best = (candidate, distance) }
        }
        if let best, best.distance <= max(1, typed.count / 3) { return best.word }
        return partner(typed, in: words)
    }

    private static func partner(_ typed: [UInt8], in words: [String]) -> String? {
        var found: String?
        for candidate in words {
            let letters = lowercase(candidate)
            let isBeginning = typed.count >= 3 && letters.starts(with: typed)
            let isEnd = letters.count >= 4 && typed.count > letters.count && typed.suffix(letters.count) == letters[...]
            guard isBeginning || isEnd else { continue }
            guard found == nil else { return nil }
            found = candidate
        }
        return found
    }

    private static func lowercase(_ word: String) -> [UInt8] {
        word.utf8.map { $0.lowercase }
    }

    /// How many letters are changed, added, left out or swapped with their neighbor.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...b.count)
        for (i, left) in a.enumerated() {
            var row = [i + 1]
            for (j, right) in b.enumerated() {
                var best = left == right ? previous[j] : min(previous[j], previous[j + 1], row[j]) + 1
                if i > 0, j > 0, left == b[j - 1], right == a[i - 1] { best = min(best, beforePrevious[j - 1] + 1) }
                row.append(best)
            }
            beforePrevious = previous
            previous = row
        }
        return previous[b.count]
    }
}
