import ArgumentParser

/// How a day is planned again and what is printed: the options that `replan` and the commands about one visit share.
struct ReplanOptions: ParsableArguments {
  @Flag(help: "Print the list of changes as JSON.")
  var json = false

  @OptionGroup var limit: SearchLimitOptions

  @OptionGroup var promises: PromiseOptions

  @OptionGroup var messages: MessageOptions
}
