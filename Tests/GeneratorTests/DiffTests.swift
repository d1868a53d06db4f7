import Testing

@testable import catga_gen

@Suite("The difference that verify shows")
struct DiffTests {
    @Test("has the unified format, with three lines around a change")
    func format() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"
        let new = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n"
        #expect(
            text(old, new) == """
                --- f
                +++ f
                @@ -2,8 +2,9 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8
                 9
                +10
                """
        )
        #expect(UnifiedDiff(path: "f", from: old, to: new).firstDifference == 5)
    }

    @Test("separates changes that are far apart")
    func hunks() {
        let old = (1...30).map { "\($0)\n" }.joined()
        let new = old.replacing("\n5\n", with: "\n5\nfive and a half\n").replacing("\n25\n", with: "\n")
        let lines = UnifiedDiff(path: "f", from: old, to: new).shownLines
        #expect(lines.filter { $0.text.hasPrefix("@@") }.map(\.text) == ["@@ -3,6 +3,7 @@", "@@ -22,7 +23,6 @@"])
    }

    @Test("is empty for equal texts, and names a side without lines by 0")
    func edges() {
        #expect(text("a\n", "a\n") == "--- f\n+++ f")
        #expect(text("", "a\n") == "--- f\n+++ f\n@@ -0,0 +1,1 @@\n+a")
        #expect(text("a\n", "") == "--- f\n+++ f\n@@ -1,1 +0,0 @@\n-a")
    }

    @Test("shows a missing line break at the end")
    func lineBreak() {
        #expect(text("a\n", "a") == "--- f\n+++ f\n@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file")
    }

    @Test("is bounded for long texts that have nothing in common")
    func bounds() {
        let old = (0..<20_000).map { "old \($0)\n" }.joined()
        let new = (0..<20_000).map { "new \($0)\n" }.joined()
        let lines = UnifiedDiff(path: "f", from: old, to: new).shownLines
        #expect(lines.count == UnifiedDiff.maximumShownLines + 1)
        #expect(lines.last?.text == "… and 39803 more lines; --diff shows them")
    }

    @Test("turns one text into the other, whatever they are")
    func replay() {
        // A linear congruential generator with Knuth's constants: the same texts in every run.
        var state: UInt64 = 20_261
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<300 {
            let old = (0..<next(12)).map { _ in Substring("\(next(4))\n") }
            let new = (0..<next(12)).map { _ in Substring("\(next(4))\n") }
            var kept: [Substring] = []
            var oldIndex = 0
            var newIndex = 0
            for change in LineDiff(from: old, to: new).changes {
                switch change {
                case .keep:
                    #expect(old[oldIndex] == new[newIndex])
                    kept.append(old[oldIndex])
                    oldIndex += 1
                    newIndex += 1
                case .remove:
                    oldIndex += 1
                case .insert:
                    kept.append(new[newIndex])
                    newIndex += 1
                }
            }
            #expect(kept == new)
            #expect(oldIndex == old.count)
        }
    }

    private func text(_ old: String, _ new: String) -> String {
        UnifiedDiff(path: "f", from: old, to: new).lines.map(\.text).joined(separator: "\n")
    }
}
