# Makes augment/pillow.json and the pictures in image/ with Pillow and torchvision: python make_golden.py FOLDER
import json,base64,io,sys,os,subprocess
import numpy as np
from PIL import Image, ImageOps, ImageEnhance
import PIL, torchvision
import torchvision.transforms.functional as F
from torchvision.transforms import InterpolationMode as M
root=sys.argv[1]
rng=np.random.RandomState(7)
h,w=19,14
yy,xx=np.mgrid[0:h,0:w]
a=np.stack([(yy*11+xx*3)%256,(200-yy*5+xx*4).clip(0,255),(yy*xx)%180+20],-1).astype(np.int64)
a=(a+rng.randint(-20,20,a.shape)).clip(3,250).astype(np.uint8)
im=Image.fromarray(a)
def chw(i): return base64.b64encode(np.asarray(i.convert('RGB')).transpose(2,0,1).tobytes()).decode()
ops={}
for f in (0.3,1.0,1.7):
    ops[f'brightness {f}']=F.adjust_brightness(im,f)
    ops[f'contrast {f}']=F.adjust_contrast(im,f)
    ops[f'saturation {f}']=F.adjust_saturation(im,f)
    ops[f'sharpness {f}']=F.adjust_sharpness(im,f)
for f in (-0.4,-0.1,0.25): ops[f'hue {f}']=F.adjust_hue(im,f)
ops['posterize 4']=F.posterize(im,4); ops['posterize 2']=F.posterize(im,2)
ops['solarize 128']=F.solarize(im,128); ops['solarize 60']=F.solarize(im,60)
ops['autocontrast 0']=F.autocontrast(im); ops['equalize 0']=F.equalize(im)
import math
ops['rotate 30']=F.rotate(im,30,interpolation=M.NEAREST)
ops['rotate -77']=F.rotate(im,-77,interpolation=M.NEAREST)
ops['translate 3 -4']=F.affine(im,0,[3,-4],1.0,[0,0],interpolation=M.NEAREST)
for (oh,ow) in ((7,5),(40,33),(19,6),(8,14),(19,14),(1,1)):
    ops[f'resize {oh} {ow}']=im.resize((ow,oh),Image.BILINEAR)
    ops[f'bicubic {oh} {ow}']=im.resize((ow,oh),Image.BICUBIC)
out={'madeWith':f'Pillow {PIL.__version__}, torchvision {torchvision.__version__}','height':h,'width':w,'image':chw(im),
 'results':[{'name':k.split()[0],'parameters':[float(x) for x in k.split()[1:]],'height':v.size[1],'width':v.size[0],'pixels':chw(v)} for k,v in ops.items()]}
os.makedirs(root+'/augment',exist_ok=True); os.makedirs(root+'/image',exist_ok=True)
json.dump(out,open(root+'/augment/pillow.json','w'),indent=1)
# files
h,w=24,32
yy,xx=np.mgrid[0:h,0:w]
s=np.stack([yy*9+20,xx*6+30,(yy+xx)*4],-1).clip(0,255).astype(np.uint8)
p=Image.fromarray(s)
files={}
def save(name,img,**k):
    b=io.BytesIO(); img.save(b,**k); b=b.getvalue(); open(root+'/image/'+name,'wb').write(b)
    o=Image.open(io.BytesIO(b)); mode=o.mode
    files[name]={'mode':mode,'height':o.size[1],'width':o.size[0],'pixels':chw(o)}
save('rgb.jpg',p,format='JPEG',quality=95,subsampling=0)
save('subsampled.jpg',p,format='JPEG',quality=85)
save('grey.jpg',p.convert('L'),format='JPEG',quality=95)
save('progressive.jpg',p,format='JPEG',quality=90,progressive=True)
save('cmyk.jpg',p.convert('CMYK'),format='JPEG',quality=95)
ex=Image.Exif(); ex[0x0112]=6
save('turned.jpg',p,format='JPEG',quality=95,exif=ex.tobytes())
save('rgb.png',p,format='PNG')
save('grey.png',p.convert('L'),format='PNG')
save('bits.png',p.convert('1'),format='PNG')
save('palette.png',p.quantize(16),format='PNG')
pa=p.convert('RGBA'); pa.putalpha(Image.fromarray((xx*8).astype(np.uint8))); save('alpha.png',pa,format='PNG')
la=p.convert('LA'); save('grey-alpha.png',la,format='PNG')
save('grey16.png',Image.fromarray((s[:,:,0].astype(np.uint16)*257)),format='PNG')
save('picture.bmp',p,format='BMP')
save('picture.gif',p.quantize(32),format='GIF')
# the same numbers read as YCCK: the transform byte of the Adobe marker says so
d=bytearray(open(root+'/image/cmyk.jpg','rb').read()); i=d.find(b'Adobe'); d[i+11]=2
open(root+'/image/ycck.jpg','wb').write(bytes(d))
o=Image.open(io.BytesIO(bytes(d)))
files['ycck.jpg']={'mode':o.mode,'height':o.size[1],'width':o.size[0],'pixels':chw(o)}
# a wide picture of 4:2:2 on its side, as a camera's software turns it: colours of half the height (4:4:0); jpegtran is libjpeg-turbo's
busy=np.stack([(yy*37+xx*91)%256,(yy*53)%256,(xx*29+yy*yy*7)%256],-1)[:23,:31].astype(np.uint8)
for name,how in (('tall.jpg',{}),('tall-progressive.jpg',{'progressive':True})):
    b=io.BytesIO(); Image.fromarray(busy).save(b,format='JPEG',quality=90,subsampling=1,**how)
    b=subprocess.run(['jpegtran','-transpose'],input=b.getvalue(),capture_output=True,check=True).stdout
    open(root+'/image/'+name,'wb').write(b); o=Image.open(io.BytesIO(b))
    files[name]={'mode':o.mode,'height':o.size[1],'width':o.size[0],'pixels':chw(o)}
json.dump({'madeWith':f'Pillow {PIL.__version__}','files':files},open(root+'/image/pillow.json','w'),indent=1)
print(sum(os.path.getsize(root+'/image/'+f) for f in os.listdir(root+'/image')),os.path.getsize(root+'/augment/pillow.json'))
Image.new('RGB',(2048,2048),(40,200,40)).save(f'{root}/image/smooth.webp',lossless=True)
