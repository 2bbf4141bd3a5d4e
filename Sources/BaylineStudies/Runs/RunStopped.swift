/// A run was asked to stop before it was done.
package struct RunStopped: Error {
  package init() {}
}
