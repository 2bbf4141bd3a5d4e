/// The known name closest to one that was mistyped: at most two letters apart, and fewer than half of them.
///
/// - Complexity: linear in the number of names; long names and long lists are passed over.
func nearestName(to name: String, among known: some Collection<String>) -> String? {
  let wanted = Array(name.unicodeScalars.prefix(49))
  guard wanted.count <= 48, !wanted.isEmpty, known.count <= 10_000 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in known {
    let other = candidate.unicodeScalars
    guard candidate.utf8.count <= 200 else { continue }
    let most = min(2, (best?.distance ?? 3) - 1, (max(wanted.count, other.count) - 1) / 2)
    guard most >= 1, abs(other.count - wanted.count) <= most else { continue }
    let distance = editDistance(wanted, Array(other))
    if distance <= most { best = (candidate, distance) }
  }
  return best?.name
}

/// The Levenshtein distance.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let replaced = diagonal + (a == b ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[right.count]
}
