import BaylineModel

/// When each technician and bay is free, with one bit per minute of the horizon.
///
/// There is one row per resource: row 0 means no resource (always free), followed by the technicians, the bays and the
/// equipment. Equipment counts as occupied where all of it is in use.
/// Placing an operation is an AND of two rows and a search for a run of set bits, 64 minutes at a time.
package struct Timelines: Sendable, Equatable {
  /// 64-bit words per row.
  let words: Int
  /// Working and free: unsplittable work needs an unbroken run of set bits.
  private var open: [UInt64]
  /// Free, working or not: splittable work needs it through its pauses as well.
  private var free: [UInt64]
  /// Working, free or not.
  private let working: [UInt64]
  /// How many of each equipment are in use at each minute, concatenated.
  private var inUse: [UInt16]
  /// How many there are of each equipment.
  private let counts: [Int]
  private let firstShared: Int
  private let end: Int

  /// Creates rows with the given working times, all free; then a row for each equipment, by how many there are of it.
  /// The first working time must be all time.
  init(_ times: [WorkingTime], equipment counts: [Int] = [], end: Int) {
    let times = times + counts.map { _ in .always }
    self.counts = counts
    self.end = end
    firstShared = times.count - counts.count
    inUse = Array(repeating: 0, count: counts.count * end)
    words = (end + 63) / 64
    var working = [UInt64](repeating: 0, count: words * times.count)
    var free = working
    for (row, time) in times.enumerated() {
      Self.fill(&free, from: row * words * 64, to: row * words * 64 + end)
      for index in time.starts.indices {
        let start = max(0, time.starts[index])
        let stop = min(end, time.ends[index])
        if start < stop {
          Self.fill(&working, from: row * words * 64 + start, to: row * words * 64 + stop)
        }
      }
    }
    self.working = working
    self.free = free
    open = working
  }

  /// The smallest `start ≥ from` such that both rows are open in `[start, start + length)`; `nil` if there is none up
  /// to `until`. The result may exceed `until` by less than a word.
  /// - Complexity: O(words scanned).
  @inline(__always)
  func firstRun(_ one: Int, _ other: Int, from: Int, length: Int, until: Int) -> Int? {
    let words = min(self.words, until >> 6 + 1)
    var index = from >> 6
    guard index < words else { return nil }
    let open = self.open.span
    let first = one * self.words
    let second = other * self.words
    var word = open[first + index] & open[second + index] & (~0 << UInt64(from & 63))
    var run = -1
    while true {
      if run < 0 {
        while word == 0 {
          index += 1
          if index >= words { return nil }
          word = open[first + index] & open[second + index]
        }
        let zeros = word.trailingZeroBitCount
        run = index << 6 + zeros
        let ones = (~(word >> UInt64(zeros))).trailingZeroBitCount
        if ones >= length { return run }
        if zeros + ones < 64 {
          word &= ~0 << UInt64(zeros + ones)
          run = -1
          continue
        }
      } else {
        let ones = (~word).trailingZeroBitCount
        if index << 6 + ones - run >= length { return run }
        if ones < 64 {
          word &= ~0 << UInt64(ones)
          run = -1
          continue
        }
      }
      index += 1
      if index >= words { return nil }
      word = open[first + index] & open[second + index]
    }
  }

  /// Sets the bits of the minutes from which a row is open for `length` minutes, for a range of its words.
  /// - Complexity: O(words × log length).
  @inline(__always)
  func addStarts(
    ofLength length: Int, in line: Int, words range: Range<Int>, to starts: inout [UInt64], at offset: Int,
    _ scratch: inout [UInt64]
  ) {
    let last = min(words, range.upperBound + length >> 6 + 1)
    let count = last - range.lowerBound
    guard count > 0 else { return }
    while scratch.count < max(count + 1, range.count) { scratch.append(0) }
    let open = self.open.span
    var row = scratch.mutableSpan
    var any = 0 as UInt64
    for word in 0..<count {
      row[word] = open[line * words + range.lowerBound + word]
      any |= row[word]
    }
    guard any != 0 else { return }
    row[count] = 0
    // Runs of 2, 4, 8, … and finally `length` minutes: each step ANDs the row with a shifted copy of itself.
    var have = 1
    while have < length {
      let step = min(have, length - have, 63)
      for word in 0..<count { row[word] &= row[word] >> UInt64(step) | row[word + 1] << UInt64(64 - step) }
      have += step
    }
    for word in 0..<min(count, range.count) { starts[offset + range.lowerBound + word] |= row[word] }
  }

  /// Whether a row is open throughout `[start, end)`, which must lie within the horizon.
  func isOpen(_ row: Int, from start: Int, to end: Int) -> Bool {
    Self.last(clearIn: open, row * words, start, end) == nil
  }

  /// The last occupied minute of a row in `[start, end)`; `nil` if it is free throughout.
  func lastOccupied(_ row: Int, from start: Int, to end: Int) -> Int? {
    Self.last(clearIn: free, row * words, start, end)
  }

  /// The first occupied minute of a row in `[start, end)`, which must lie within the horizon; `nil` if it is free throughout.
  func firstOccupied(_ row: Int, from start: Int, to end: Int) -> Int? {
    guard start < end else { return nil }
    var index = start >> 6
    let last = (end - 1) >> 6
    var mask = ~0 << UInt64(start & 63) as UInt64
    while true {
      if index == last { mask &= ~0 >> UInt64(63 - (end - 1) & 63) }
      let occupied = ~free[row * words + index] & mask
      if occupied != 0 { return index << 6 + occupied.trailingZeroBitCount }
      if index == last { return nil }
      index += 1
      mask = ~0
    }
  }

  /// The first free minute of a row at or after a time; the end of the horizon if there is none.
  func firstFree(_ row: Int, from time: Int) -> Int {
    var index = time >> 6
    var mask = ~0 << UInt64(time & 63) as UInt64
    while index < words {
      let found = free[row * words + index] & mask
      if found != 0 { return index << 6 + found.trailingZeroBitCount }
      index += 1
      mask = ~0
    }
    return end
  }

  private static func last(clearIn bits: [UInt64], _ row: Int, _ start: Int, _ end: Int) -> Int? {
    guard start < end else { return nil }
    var index = (end - 1) >> 6
    let first = start >> 6
    var mask = ~0 >> UInt64(63 - (end - 1) & 63) as UInt64
    while true {
      if index == first { mask &= ~0 << UInt64(start & 63) }
      let clear = ~bits[row + index] & mask
      if clear != 0 { return index << 6 + 63 - clear.leadingZeroBitCount }
      if index == first { return nil }
      index -= 1
      mask = ~0
    }
  }

  mutating func occupy(_ row: Int, from start: Int, to end: Int) {
    if row >= firstShared { return share(row, start, end, 1) }
    change(row, start, end) { open, free, _, mask in
      open &= ~mask
      free &= ~mask
    }
  }

  mutating func release(_ row: Int, from start: Int, to end: Int) {
    if row >= firstShared { return share(row, start, end, -1) }
    change(row, start, end) { open, free, working, mask in
      open |= working & mask
      free |= mask
    }
  }

  /// Takes one of an equipment, or gives it back.
  /// - Complexity: O(minutes).
  private mutating func share(_ row: Int, _ start: Int, _ end: Int, _ sign: Int) {
    let (index, count) = (row - firstShared, counts[row - firstShared])
    for minute in start..<max(start, end) {
      let before = Int(inUse[index * self.end + minute])
      inUse[index * self.end + minute] = UInt16(truncatingIfNeeded: before + sign)
      guard (before >= count) != (before + sign >= count) else { continue }
      let (position, bit) = (row * words + minute >> 6, 1 << UInt64(minute & 63) as UInt64)
      if sign > 0 {
        open[position] &= ~bit
        free[position] &= ~bit
      } else {
        open[position] |= bit
        free[position] |= bit
      }
    }
  }

  @inline(__always)
  private mutating func change(
    _ row: Int, _ start: Int, _ end: Int, _ body: (inout UInt64, inout UInt64, UInt64, UInt64) -> Void
  ) {
    guard start < end else { return }
    let first = start >> 6
    let last = (end - 1) >> 6
    for index in first...last {
      var mask = ~0 as UInt64
      if index == first { mask &= ~0 << UInt64(start & 63) }
      if index == last { mask &= ~0 >> UInt64(63 - (end - 1) & 63) }
      let position = row * words + index
      body(&open[position], &free[position], working[position], mask)
    }
  }

  private static func fill(_ bits: inout [UInt64], from start: Int, to end: Int) {
    guard start < end else { return }
    for index in (start >> 6)...((end - 1) >> 6) {
      var mask = ~0 as UInt64
      if index == start >> 6 { mask &= ~0 << UInt64(start & 63) }
      if index == (end - 1) >> 6 { mask &= ~0 >> UInt64(63 - (end - 1) & 63) }
      bits[index] |= mask
    }
  }
}
