// Success without tests is none.
def tests = 0
new File(basedir, 'target/surefire-reports').eachFileMatch(~/TEST-.*\.xml/) { report ->
  def suite = new groovy.xml.XmlSlurper().parse(report)
  tests += suite.@tests.toInteger() - suite.@skipped.toInteger()
}
assert tests > 300 : "only ${tests} tests of the contract were run"
