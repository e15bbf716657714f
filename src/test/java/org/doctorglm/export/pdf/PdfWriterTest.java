package org.doctorglm.export.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.doctorglm.export.Document;
import org.doctorglm.export.Document.Block;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PRStream;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfReader;

class PdfWriterTest {
    private static final String QUESTION = "蚕豆病溶血有什么症状，C反应蛋白要查吗？";

    @Test
    void theEmbeddedFontNumbersItsCharactersAsTheTextDoes() throws IOException {
        try (PdfReader reader = new PdfReader(PdfWriter.write(new Document("标题", "仅供研究", List.of(new Block.Body(QUESTION)))))) {
            int fonts = 0;
            for (int i = 1; i < reader.getXrefSize(); i++) {
                PdfObject object = reader.getPdfObject(i);
                if (object instanceof PdfDictionary descriptor && descriptor.get(new PdfName("FontFile3")) != null) {
                    fonts++;
                    byte[] cff = PdfReader.getStreamBytes((PRStream) PdfReader.getPdfObject(descriptor.get(new PdfName("FontFile3"))));
                    assertThat(IdentityFont.isIdentity(ByteBuffer.wrap(cff))).isTrue();
                }
            }
            assertThat(fonts).isPositive();
        }
    }

    @Test
    void theShippedFontWouldNotWithoutHelp() throws IOException {
        try (var in = PdfWriterTest.class.getResourceAsStream("/org/doctorglm/ui/fonts/NotoSansCJKsc-Regular.otf")) {
            byte[] font = in.readAllBytes();
            assertThat(IdentityFont.isIdentity(IdentityFont.table(font))).isFalse();
            assertThat(IdentityFont.isIdentity(IdentityFont.table(IdentityFont.of(font)))).isTrue();
        }
    }
}
