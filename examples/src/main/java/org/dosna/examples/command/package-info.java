/** The command {@code dosna}: what people do with stores and files without writing a program. */
package org.dosna.examples.command;
