// The launcher and the jar in one folder, called from elsewhere through a link.
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipFile

def here = basedir.toPath()
def folder = Files.createDirectories(here.resolve('with space'))
Files.copy(Path.of(launcher), folder.resolve('dosna'))
def jar = Files.copy(Path.of(command), folder.resolve('dosna.jar'))
def link = Files.createSymbolicLink(here.resolve('link'), folder.resolve('dosna'))
def elsewhere = Files.createDirectories(here.resolve('elsewhere')).toFile()

def dosna = { int exitCode, Object... arguments ->
  def builder = new ProcessBuilder(['sh', link, *arguments]*.toString())
  builder.environment().put('JAVA_HOME', System.getProperty('java.home'))
  def process = builder.directory(elsewhere).redirectErrorStream(true).start()
  def text = process.inputStream.text
  assert process.waitFor() == exitCode : text
  text
}

assert dosna(0, '--help').contains('import')
dosna(2, 'no-such-command')
['hdf5', 'zarr'].each { backend ->
  def address = "${backend}:${backend}-store#pool/data"
  // Found through merged service files; zstd through a native library.
  dosna(0, 'create', address, '--shape', '4,6', '--dtype', 'f4', '--codecs', 'zstd:3')
  dosna(0, 'set', address, '1, 2:4', '7')
  assert dosna(0, 'cat', address, '1').trim() == '0.0 0.0 7.0 7.0 0.0 0.0'
}
assert dosna(0, 'stats', '--jobs', '2', 'hdf5:hdf5-store#pool/data').contains('7')

new ZipFile(jar.toFile()).withCloseable { zip ->
  def names = zip.entries().collect { it.name }
  def licenses = zip.getInputStream(zip.getEntry('META-INF/licenses/THIRD-PARTY.txt')).text
  names.findAll { it ==~ 'META-INF/maven/[^/]+/[^/]+/pom.properties' }.each {
    def (group, artifact) = it.split('/')[2..3]
    assert group == 'org.dosna' || licenses.contains("${group}:${artifact}:") : it
  }
  // Apache's is the one of DosNa, and 0BSD asks for nothing; others want their text to be handed on.
  def texts = names.findAll { it =~ '^META-INF/licenses/.' }.collect { it.split('[/.]')[2] }.toSet()
  def theirs = licenses.readLines().findAll { it =~ '^ +[(]' && !(it =~ '^ +[(](The )?(Apache|0BSD)') }
  assert theirs.size() > 5
  theirs.each { library ->
    assert texts.any { library.split(' [(]')[-1].contains(it) } : "no text in META-INF/licenses: ${library}"
  }
  assert names.contains('META-INF/LICENSE')
  assert !names.any { it.startsWith('org/openjdk/jmh/') }
  assert names.size() == names.toSet().size() : 'what is in it twice'
}
