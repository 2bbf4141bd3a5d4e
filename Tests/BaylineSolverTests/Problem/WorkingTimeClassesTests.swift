import BaylineModel
import TestSupport
import Testing

@testable import BaylineSolver

@Suite struct WorkingTimeClassesTests {
  private let morning = WorkingTime(merging: [(start: 480, end: 720)])
  private let day = WorkingTime(merging: [(start: 600, end: 900)])

  @Test func allTimeIsTheFirstClass() {
    let classes = WorkingTimeClasses()
    #expect(classes.all.count == 1)
    #expect(classes[ClassIndex(0)].isAlways)
  }

  @Test func equalTimesShareAClass() {
    var classes = WorkingTimeClasses()
    let one = classes.index(of: morning)
    let again = classes.index(of: WorkingTime(merging: [(start: 480, end: 600), (start: 600, end: 720)]))
    #expect(one == again)
    #expect(classes.all.count == 2)
  }

  // 08:00-12:00 and 10:00-15:00 have 10:00-12:00 in common.
  @Test func anIntersectionIsAClassOfItsOwn() {
    var classes = WorkingTimeClasses()
    let one = classes.index(of: morning)
    let other = classes.index(of: day)
    let both = classes.intersection(one, other)
    #expect(classes[both].starts == [600] && classes[both].ends == [720])
    #expect(classes.intersection(other, one) == both)
    #expect(classes.intersection([one, other, one]) == both)
    #expect(classes.all.count == 4)
  }

  @Test func allTimeChangesNoIntersection() {
    var classes = WorkingTimeClasses()
    let one = classes.index(of: morning)
    #expect(classes.intersection(ClassIndex(0), one) == one)
    #expect(classes.intersection(one, one) == one)
    #expect(classes.intersection([ClassIndex]()) == ClassIndex(0))
  }

  @Test func theClassesOfAProblemKeepTheirIndices() {
    var workshop = TinyWorkshop()
    workshop.addCalendar("late", [(13, 21)])
    workshop.site.technicians[1].calendar = "late"
    let problem = workshop.problem
    var classes = WorkingTimeClasses(problem)
    for technician in problem.technicians.elements {
      #expect(classes.index(of: problem.classes[technician.shifts]) == technician.shifts)
    }
    #expect(classes.all.count == problem.classes.count)
  }
}
