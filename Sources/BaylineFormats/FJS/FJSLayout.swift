/// The two layouts of `.fjs` files, which have the same extension and are told apart by their content.
enum FJSLayout {
  /// Each operation's options are pairs of a machine and minutes; the first line may end with the mean number of
  /// machines per operation.
  case machines
  /// Each machine of an operation is followed by pairs of a worker and minutes; the first line ends with the number of
  /// workers.
  case workers

  /// The layout that fits more of the job lines exactly.
  ///
  /// If both fit equally many (a file without a sound line), the first line decides: two numbers, or a third that is
  /// a mean such as `1.15`, mean machines alone.
  ///
  /// - Complexity: linear in the number of words.
  init(of lines: [[TextLines.Word]]) {
    var lead = 0
    for line in lines.dropFirst() {
      let numbers = line.map { Int($0.text) ?? -1 }
      if Self.machines.fits(numbers) { lead += 1 }
      if Self.workers.fits(numbers) { lead -= 1 }
    }
    if lead == 0, let header = lines.first {
      let isMean = header.count > 2 && header[2].text.contains(".") && !header[2].text.hasSuffix(".0")
      lead = header.count == 2 || isMean ? 1 : -1
    }
    self = lead > 0 ? .machines : .workers
  }

  /// Whether the counts of a job line add up to exactly its length.
  private func fits(_ numbers: [Int]) -> Bool {
    var rest = numbers[...]
    guard let operations = rest.popFirst() else { return false }
    for _ in 0..<max(0, operations) {
      guard let machines = rest.popFirst(), machines > 0 else { return false }
      for _ in 0..<machines {
        guard rest.popFirst() != nil else { return false }
        var pairs = 1
        if self == .workers {
          guard let workers = rest.popFirst(), workers > 0, workers <= rest.count else { return false }
          pairs = 2 * workers
        }
        guard rest.count >= pairs else { return false }
        rest = rest.dropFirst(pairs)
      }
    }
    return operations > 0 && rest.isEmpty
  }
}
