import java.nio.file.*;
import java.util.*;
import org.dosna.*;
import org.dosna.examples.*;
import static org.dosna.examples.Shell.*;

Dataset demo = Shell.demo();
System.out.println("DosNa is at hand. demo is a dataset, such as demo.get(\"64, ::16, ::16\").");
System.out.println("use, open, dataset, ls, show, plot, hist: help() says more; /exit ends.");
