/// The known name that a mistyped name most likely means: equal but for capitals, or at most two typing errors apart and
/// by fewer than half of the letters. Names that differ only in digits are never close.
///
/// - Complexity: Linear in the number of names; long names and long lists are skipped.
package func nearestName(to name: String, among known: some Collection<String>) -> String? {
  let wanted = Array(name.unicodeScalars.prefix(49))
  guard wanted.count <= 48, !wanted.isEmpty, known.count <= 10_000 else { return nil }
  let lowercased = name.lowercased()
  var best: (name: String, distance: Int)?
  for candidate in known where candidate.utf8.count <= 200 {
    if candidate.utf8.count == name.utf8.count, candidate.lowercased() == lowercased { return candidate }
    let other = candidate.unicodeScalars
    let maxDistance = min(2, (best?.distance ?? 3) - 1, (max(wanted.count, other.count) - 1) / 2)
    guard maxDistance >= 1, abs(other.count - wanted.count) <= maxDistance else { continue }
    // T06 is another technician than T01, not a typing error.
    if wanted.filter({ !isDigit($0) }) == other.filter({ !isDigit($0) }) { continue }
    let distance = editDistance(wanted, Array(other))
    if distance <= maxDistance { best = (candidate, distance) }
  }
  return best?.name
}

private func isDigit(_ letter: Unicode.Scalar) -> Bool {
  ("0"..."9").contains(letter)
}

/// The minimum number of insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var before = [Int](repeating: 0, count: right.count + 1)
  var row = Array(0...right.count)
  for i in left.indices {
    var next = [i + 1]
    for j in right.indices {
      var distance = min(row[j] + (left[i] == right[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        distance = min(distance, before[j - 1] + 1)
      }
      next.append(distance)
    }
    (before, row) = (row, next)
  }
  return row[right.count]
}
